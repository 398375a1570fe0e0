import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hasCode } from '../../api/api-problem.js';
import { api } from '../../api/client.js';
import { ProblemNotice } from '../../problem/problem-notice.js';
import { Actions } from '../../shell/actions.js';
import { PageTitle } from '../../shell/page-title.js';

const fewestCharacters = 12;

/** Whoever signed in with a password that works once chooses their own before anything else. */
export function ChangePassword() {
  const { t } = useTranslation('signIn');
  const queries = useQueryClient();
  const [isTooShort, setIsTooShort] = useState(false);
  const change = useMutation({
    mutationFn: async (body: { currentPassword: string; newPassword: string }) =>
      await api.POST('/v1/me/password', { body }),
    onSuccess: async () => await queries.invalidateQueries({ queryKey: ['me'] }),
  });
  const isWrong = hasCode(change.error, 'wrong_credentials');
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const newPassword = String(form.get('new'));
    const isShort = newPassword.length < fewestCharacters;
    setIsTooShort(isShort);
    if (!isShort) change.mutate({ currentPassword: String(form.get('current')), newPassword });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack maw="66ch">
        <PageTitle>{t('newTitle')}</PageTitle>
        <Text>{t('newWords')}</Text>
        <TextInput
          {...{ name: 'current', type: 'password', autoComplete: 'current-password', maxLength: 200, maw: 420 }}
          label={t('oneTime')}
          error={isWrong && t('wrongOneTime')}
          styles={{ input: { direction: 'ltr' } }}
        />
        <TextInput
          {...{ name: 'new', type: 'password', autoComplete: 'new-password', maxLength: 200, maw: 420 }}
          label={t('newPassword')}
          description={t('newHint')}
          error={isTooShort && t('tooShort')}
          styles={{ input: { direction: 'ltr' } }}
        />
        {change.error && !isWrong && <ProblemNotice error={change.error} />}
      </Stack>
      <Actions>
        <Button type="submit" loading={change.isPending}>
          {t('change')}
        </Button>
      </Actions>
    </form>
  );
}
