import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hasCode } from '../../api/api-problem.js';
import { latinDigits } from '../../i18n/format.js';
import { ProblemNotice } from '../../problem/problem-notice.js';
import { Actions } from '../../shell/actions.js';
import { Notice } from '../../shell/notice.js';
import { DeclineButton } from './decline-button.js';
import { keep, recall } from './signing-visit.js';
import { StepTitle } from './step-title.js';
import { useComplaint } from './use-complaint.js';
import { type StepProps, useSigningAct } from './visit.js';

/** A code is mailed when it is asked for, since the link may have been open for hours. */
export function CodeStep({ visit, onDecline }: StepProps) {
  const { t } = useTranslation('signing');
  const shared = useTranslation().t;
  const { field, fault, complain, forgive } = useComplaint();
  const [wasSent, setWasSent] = useState(() => recall('codeSent') !== null);
  const [code, setCode] = useState('');
  const send = useMutation({
    mutationFn: visit.calls.sendCode,
    onSuccess: () => {
      keep('codeSent', 'yes');
      setWasSent(true);
      forgive();
    },
  });
  const authenticate = useSigningAct(visit, visit.calls.authenticate);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!wasSent) return send.mutate();
    if (!/^\d{6}$/.test(code)) return complain('needed');
    forgive();
    authenticate.mutate(code, { onError: (error) => hasCode(error, 'code_invalid') && complain('wrong') });
  };
  const problem = send.error ?? (fault === null ? authenticate.error : null);
  return (
    <form onSubmit={submit} noValidate>
      <Stack maw={420}>
        <StepTitle number={3}>{t('code.title')}</StepTitle>
        <Text>{t('code.words')}</Text>
        {wasSent && (
          <>
            <Notice kind="info" role="status">
              {t('code.sent')}
            </Notice>
            <TextInput
              ref={field}
              label={t('code.label')}
              autoComplete="one-time-code"
              inputMode="numeric"
              autoFocus
              value={code}
              onChange={({ currentTarget }) => setCode(latinDigits(currentTarget.value).replace(/\D/g, '').slice(0, 6))}
              error={fault && t(`code.${fault}`)}
              styles={{ input: { direction: 'ltr' } }}
            />
          </>
        )}
        {problem && <ProblemNotice error={problem} />}
      </Stack>
      <Actions>
        <Button type="submit" loading={wasSent ? authenticate.isPending : send.isPending}>
          {wasSent ? shared('continue') : t('code.send')}
        </Button>
        {wasSent && (
          <Button variant="default" loading={send.isPending} onClick={() => send.mutate()}>
            {t('code.again')}
          </Button>
        )}
        <DeclineButton onDecline={onDecline} />
      </Actions>
    </form>
  );
}
