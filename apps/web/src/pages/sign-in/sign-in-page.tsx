import { Anchor, Button, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useSearchParams } from 'react-router';
import { hasCode } from '../../api/api-problem.js';
import { api } from '../../api/client.js';
import { useMe } from '../../api/queries.js';
import { ProblemNotice } from '../../problem/problem-notice.js';
import { Loading } from '../../problem/query-state.js';
import { Actions } from '../../shell/actions.js';
import { PageTitle } from '../../shell/page-title.js';
import { CodeForm } from './code-form.js';
import { PasswordForm } from './password-form.js';
import { ownPath } from './use-signed-in.js';

/** Who is signed in already goes on to where they were going. Staff have a password, applicants have a code mailed. */
export function Component() {
  const me = useMe();
  const [parameters] = useSearchParams();
  const { t } = useTranslation('signIn');
  if (me.isPending) return <Loading />;
  const next = parameters.get('next');
  if (me.data) return <Navigate to={ownPath(next, me.data.kind === 'staff' ? '/console' : '/me')} replace />;
  const isStaff = parameters.get('way') === 'password';
  return (
    <>
      {isStaff ? <PasswordForm /> : <SignIn />}
      <Text mt="lg">
        <Anchor component={Link} to={loginPath(next, !isStaff)}>
          {t(isStaff ? 'withCode' : 'withPassword')}
        </Anchor>
      </Text>
    </>
  );
}

function loginPath(next: string | null, isStaff: boolean): string {
  const query = new URLSearchParams({ ...(isStaff && { way: 'password' }), ...(next !== null && { next }) });
  return `/login?${query}`;
}

/** An address, then the code that was mailed to it. The same is said whether or not the address is known. */
export function SignIn({ children }: { children?: ReactNode }) {
  const { t } = useTranslation('signIn');
  const [email, setEmail] = useState<string | null>(null);
  return (
    <>
      <PageTitle>{t('title')}</PageTitle>
      {children}
      {email === null ? (
        <AddressForm onSent={setEmail} />
      ) : (
        <CodeForm email={email} words={t('sent')} onOtherAddress={() => setEmail(null)} />
      )}
    </>
  );
}

function AddressForm({ onSent }: { onSent: (email: string) => void }) {
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
