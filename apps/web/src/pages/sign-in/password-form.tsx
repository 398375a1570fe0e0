import { Button, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import { ProblemNotice } from '../../problem/problem-notice.js';
import { Actions } from '../../shell/actions.js';
import { PageTitle } from '../../shell/page-title.js';
import { useSignedIn } from './use-signed-in.js';

interface Faults {
  email?: string;
  password?: string;
}

/** How staff sign in. Dangerous acts ask for a mailed code besides, when they are done. */
export function PasswordForm() {
  const { t } = useTranslation('signIn');
  const [faults, setFaults] = useState<Faults>({});
  const signedIn = useSignedIn('/console');
  const signIn = useMutation({
    mutationFn: async (body: { email: string; password: string }) => await api.POST('/v1/auth/password', { body }),
    onSuccess: signedIn,
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const email = String(form.get('email')).trim();
    const password = String(form.get('password'));
    const found: Faults = {
      ...(!/^\S+@\S+\.\S+$/.test(email) && { email: t('emailNeeded') }),
      ...(password === '' && { password: t('passwordNeeded') }),
    };
    setFaults(found);
    if (Object.keys(found).length === 0) signIn.mutate({ email, password });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack maw={420}>
        <PageTitle>{t('title')}</PageTitle>
        <TextInput
          name="email"
          type="email"
          autoComplete="username"
          label={t('email')}
          error={faults.email}
          required
          styles={{ input: { direction: 'ltr' } }}
        />
        <TextInput
          name="password"
          type="password"
          autoComplete="current-password"
          maxLength={200}
          label={t('password')}
          error={faults.password}
          required
          styles={{ input: { direction: 'ltr' } }}
        />
        {signIn.isError && <ProblemNotice error={signIn.error} words={{ wrong_credentials: t('wrongPassword') }} />}
      </Stack>
      <Actions>
        <Button type="submit" loading={signIn.isPending}>
          {t('signIn')}
        </Button>
      </Actions>
    </form>
  );
}
