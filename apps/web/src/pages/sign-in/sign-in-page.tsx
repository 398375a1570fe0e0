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
import { PageTitle } from '../../shell/page-title.js';
import { useSignedIn } from './use-signed-in.js';

/** An address, then the code that was mailed to it. The same is said whether or not the address is known. */
export function Component() {
  const { t } = useTranslation('signIn');
  const [email, setEmail] = useState<string | null>(null);
  return (
    <>
      <PageTitle>{t('title')}</PageTitle>
      {email === null ? (
        <AddressForm onSent={setEmail} />
      ) : (
        <CodeForm email={email} onOtherAddress={() => setEmail(null)} />
      )}
    </>
  );
}

export function AddressForm({ onSent }: { onSent: (email: string) => void }) {
  const { t } = useTranslation('signIn');
  const [fault, setFault] = useState<string | null>(null);
  const send = useMutation({
    mutationFn: async (email: string) => await api.POST('/v1/auth/mail-codes', { body: { email } }),
    onSuccess: (_sent, email) => onSent(email),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const email = String(new FormData(event.currentTarget).get('email')).trim();
    if (!/^\S+@\S+\.\S+$/.test(email)) return setFault(t('emailNeeded'));
    setFault(null);
    send.mutate(email);
  };
  const fieldFault = fault ?? (hasCode(send.error, 'validation_failed') ? t('emailNeeded') : null);
  return (
    <form onSubmit={submit} noValidate>
      <Stack maw={420}>
        <TextInput
          name="email"
          type="email"
          autoComplete="email"
          label={t('email')}
          error={fieldFault}
          required
          styles={{ input: { direction: 'ltr' } }}
        />
        {send.isError && !fieldFault && <ProblemNotice error={send.error} />}
      </Stack>
      <Actions>
        <Button type="submit" loading={send.isPending}>
          {t('send')}
        </Button>
      </Actions>
    </form>
  );
}

function CodeForm({ email, onOtherAddress }: { email: string; onOtherAddress: () => void }) {
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
          {t('sent')}
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
        <Button variant="subtle" onClick={onOtherAddress}>
          {t('otherAddress')}
        </Button>
      </Actions>
    </form>
  );
}
