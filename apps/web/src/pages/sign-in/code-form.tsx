import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hasCode } from '../../api/api-problem.js';
import { api } from '../../api/client.js';
import { latinDigits } from '../../i18n/format.js';
import { ProblemNotice } from '../../problem/problem-notice.js';
import { Actions } from '../../shell/actions.js';
import { Notice } from '../../shell/notice.js';
import { useSignedIn } from './use-signed-in.js';

interface CodeFormProps {
  email: string;
  /** What was sent, and what to do with it. */
  words: string;
  onOtherAddress?: () => void;
}

/** The code of a mail: one field that takes a whole paste, in the digits of any script. */
export function CodeForm({ email, words, onOtherAddress }: CodeFormProps) {
  const { t } = useTranslation('signIn');
  const [code, setCode] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const signedIn = useSignedIn();
  const verify = useMutation({
    mutationFn: async () => await api.POST('/v1/auth/mail-codes/verify', { body: { email, code } }),
    onSuccess: signedIn,
    onError: (error) => setFault(hasCode(error, 'code_invalid') ? t('wrong') : null),
  });
  const again = useMutation({
    mutationFn: async () => await api.POST('/v1/auth/mail-codes', { body: { email } }),
    onSuccess: () => setFault(null),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!/^\d{6}$/.test(code)) return setFault(t('codeNeeded'));
    verify.mutate();
  };
  const problem = again.error ?? (hasCode(verify.error, 'code_invalid') ? null : verify.error);
  return (
    <form onSubmit={submit} noValidate>
      <Stack maw={420}>
        <Notice kind="info" role="status">
          {words}
        </Notice>
        <Text>
          <bdi className="left-to-right">{email}</bdi>
        </Text>
        <TextInput
          label={t('code')}
          autoComplete="one-time-code"
          inputMode="numeric"
          autoFocus
          required
          value={code}
          onChange={({ currentTarget }) => setCode(latinDigits(currentTarget.value).replace(/\D/g, '').slice(0, 6))}
          error={fault}
          styles={{ input: { direction: 'ltr' } }}
        />
        {problem && <ProblemNotice error={problem} />}
      </Stack>
      <Actions>
        <Button type="submit" loading={verify.isPending}>
          {t('signIn')}
        </Button>
        <Button variant="default" loading={again.isPending} onClick={() => again.mutate()}>
          {t('sendNew')}
        </Button>
        {onOtherAddress && (
          <Button variant="subtle" onClick={onOtherAddress}>
            {t('otherAddress')}
          </Button>
        )}
      </Actions>
    </form>
  );
}
