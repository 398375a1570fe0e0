import { Button, Checkbox, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { ApiProblem, hasCode } from '../../api/api-problem.js';
import { api, bodyOf } from '../../api/client.js';
import { forgetToken, tokenOf } from '../../api/mailed-token.js';
import type { Schemas } from '../../api/queries.js';
import { listed } from '../../i18n/names.js';
import { ProblemNotice } from '../../problem/problem-notice.js';
import { Actions } from '../../shell/actions.js';
import { Notice } from '../../shell/notice.js';
import { PageTitle } from '../../shell/page-title.js';
import { Part } from '../../shell/part.js';

const fewestCharacters = 12;

/** Where the mail to an invited member of staff leads. A newer one may be opened in the same tab. */
export function Component() {
  const ofAddress = tokenOf(useLocation().hash);
  const [token, setToken] = useState(ofAddress);
  if (ofAddress !== null && ofAddress !== token) setToken(ofAddress);
  return <Invitation key={token} token={token} />;
}

/** A password accepts it, and nothing less: programs that look into mails open links, too. */
function Invitation({ token }: { token: string | null }) {
  const { t } = useTranslation('invitation');
  const queries = useQueryClient();
  const accept = useMutation({
    mutationFn: (password: string) =>
      bodyOf(api.POST('/v1/auth/invitations/accept', { body: { token: token!, password } })),
    onSuccess: async () => {
      forgetToken();
      // Of whoever was signed in here before nothing is shown any more.
      await queries.resetQueries();
    },
    onError: (error) => hasCode(error, 'code_invalid') && forgetToken(),
  });
  if (accept.isSuccess) return <Accepted member={accept.data} />;
  if (hasCode(accept.error, 'code_invalid')) return <Refused title={t('usedTitle')} words={t('used')} />;
  if (token === null || isAbout(accept.error, 'token')) {
    return <Refused title={t('unfinishedTitle')} words={t('unfinished')} />;
  }
  return <PasswordForm isPending={accept.isPending} error={accept.error} onPassword={accept.mutate} />;
}

const isAbout = (thrown: unknown, field: string): boolean =>
  thrown instanceof ApiProblem && (thrown.problem.errors ?? []).some((error) => error.field === field);

interface PasswordFormProps {
  isPending: boolean;
  error: Error | null;
  onPassword: (password: string) => void;
}

function PasswordForm({ isPending, error, onPassword }: PasswordFormProps) {
  const { t } = useTranslation('invitation');
  const field = useRef<HTMLInputElement>(null);
  const [password, setPassword] = useState('');
  const [isShown, setIsShown] = useState(false);
  const [isTooShort, setIsTooShort] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isShort = password.length < fewestCharacters;
    setIsTooShort(isShort);
    if (isShort) field.current?.focus();
    else onPassword(password);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack maw="66ch">
        <PageTitle>{t('title')}</PageTitle>
        <Text>{t('words')}</Text>
        <TextInput
          ref={field}
          maw={420}
          label={t('password')}
          description={t('hint')}
          type={isShown ? 'text' : 'password'}
          autoComplete="new-password"
          required
          withAsterisk={false}
          maxLength={200}
          value={password}
          onChange={({ currentTarget }) => setPassword(currentTarget.value)}
          error={isTooShort && t('tooShort')}
          styles={{ input: { direction: 'ltr' } }}
        />
        <Checkbox
          label={t('show')}
          checked={isShown}
          onChange={({ currentTarget }) => setIsShown(currentTarget.checked)}
        />
        {error && <ProblemNotice error={error} />}
      </Stack>
      <Actions>
        <Button type="submit" loading={isPending}>
          {t('accept')}
        </Button>
      </Actions>
    </form>
  );
}

function Accepted({ member }: { member: Schemas['SessionOpened'] }) {
  const { t, i18n } = useTranslation('invitation');
  const roles = listed(
    member.roles.map((role) => t(`role.${role}`)),
    i18n.language,
  );
  return (
    <Stack maw="66ch">
      <PageTitle>{t('welcome')}</PageTitle>
      <Notice kind="done" role="status">
        {t('hello', { name: member.displayName, roles })}
      </Notice>
      <Part title={t('next')}>
        <Text>{t('nextWords')}</Text>
      </Part>
      <Actions>
        <Button component={Link} to="/console">
          {t('console')}
        </Button>
      </Actions>
    </Stack>
  );
}

function Refused({ title, words }: { title: string; words: string }) {
  return (
    <Stack maw="66ch">
      <PageTitle>{title}</PageTitle>
      <Notice kind="attention" role="alert">
        {words}
      </Notice>
    </Stack>
  );
}
