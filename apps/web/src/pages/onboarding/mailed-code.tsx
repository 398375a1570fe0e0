import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hasCode } from '../../api/api-problem.js';
import { api } from '../../api/client.js';
import { latinDigits } from '../../i18n/format.js';
import { ProblemNotice } from '../../problem/problem-notice.js';
import { Notice } from '../../shell/notice.js';

interface MailedCodeProps {
  send: { isSuccess: boolean; isPending: boolean; error: Error | null; mutate: () => void };
  /** What the proof is for goes on. */
  isPending: boolean;
  onProved: () => void;
  onCancel: () => void;
  /** What the proof is for; another account where nothing else is said. */
  words?: { sent: string; confirm: string };
}

/** Proves the session again by the code that was mailed. */
export function MailedCode({ send, isPending, onProved, onCancel, words }: MailedCodeProps) {
  const { t } = useTranslation('onboarding');
  const [code, setCode] = useState('');
  const [fault, setFault] = useState<'codeNeeded' | 'codeWrong' | null>(null);
  const verify = useMutation({
    mutationFn: async () => await api.POST('/v1/auth/step-up/verify', { body: { code } }),
    onSuccess: onProved,
    onError: (error) => hasCode(error, 'code_invalid') && setFault('codeWrong'),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isWhole = /^\d{6}$/.test(code);
    setFault(isWhole ? null : 'codeNeeded');
    if (isWhole) verify.mutate();
  };
  const problem = send.error ?? (fault === null ? verify.error : null);
  return (
    <form onSubmit={submit} noValidate>
      <Stack maw={480}>
        {send.isSuccess && (
          <Notice kind="info" role="status">
            {words?.sent ?? t('payout.codeSent')}
          </Notice>
        )}
        <TextInput
          label={t('payout.code')}
          autoComplete="one-time-code"
          inputMode="numeric"
          autoFocus
          value={code}
          onChange={({ currentTarget }) => setCode(latinDigits(currentTarget.value).replace(/\D/g, '').slice(0, 6))}
          error={fault && t(`payout.${fault}`)}
          styles={{ input: { direction: 'ltr' } }}
        />
        {problem && <ProblemNotice error={problem} />}
        <Group>
          <Button type="submit" loading={verify.isPending || isPending}>
            {words?.confirm ?? t('payout.confirm')}
          </Button>
          <Button variant="default" loading={send.isPending} onClick={() => send.mutate()}>
            {t('payout.codeAgain')}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {t('cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
