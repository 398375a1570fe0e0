import { Button, List, NativeSelect, Stack, Text, TextInput, Title } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { api } from '../../api/client.js';
import { type Schemas, useMe } from '../../api/queries.js';
import { languageName } from '../../i18n/names.js';
import { ProblemNotice } from '../../problem/problem-notice.js';
import { QueryState } from '../../problem/query-state.js';
import { Actions } from '../../shell/actions.js';
import { Notice } from '../../shell/notice.js';
import { PageTitle } from '../../shell/page-title.js';
import { useOpening } from '../openings/opening-queries.js';
import { CodeForm } from '../sign-in/code-form.js';
import { countryChoices, usStates } from './places.js';

interface Draft {
  name: string;
  email: string;
  country: string;
  state: string;
  language: string;
}

type Faults = Partial<Record<keyof Draft, string>>;

/** As little as is needed to be asked to an interview; what is entered stays on the device until it is sent. */
export function Component() {
  const { openingId = '' } = useParams();
  return <QueryState query={useOpening(openingId)}>{(opening) => <Apply opening={opening} />}</QueryState>;
}

function Apply({ opening }: { opening: Schemas['PublicOpening'] }) {
  const { t } = useTranslation('apply');
  const [sentTo, setSentTo] = useState<string | null>(null);
  return (
    <>
      <PageTitle>{t('title', { opening: opening.title })}</PageTitle>
      {opening.state !== 'open' && <Notice kind="attention">{t('closed')}</Notice>}
      {opening.state === 'open' && sentTo === null && <ApplicationForm opening={opening} onSent={setSentTo} />}
      {sentTo !== null && <Sent email={sentTo} />}
    </>
  );
}

function Sent({ email }: { email: string }) {
  const { t } = useTranslation('apply');
  if (email !== '') return <CodeForm email={email} words={t('sent')} />;
  return (
    <>
      <Notice kind="done" role="status">
        {t('sentSignedIn')}
      </Notice>
      <Actions>
        <Button component={Link} to="/me">
          {t('home')}
        </Button>
      </Actions>
    </>
  );
}

interface FormProps {
  opening: Schemas['PublicOpening'];
  /** The address that was written to; empty for somebody who is signed in. */
  onSent: (email: string) => void;
}

function ApplicationForm({ opening, onSent }: FormProps) {
  const { t, i18n } = useTranslation('apply');
  const { data: me } = useMe();
  const empty: Draft = { name: '', email: '', country: '', state: '', language: opening.languages[0] ?? 'en' };
  const [draft, setDraft, forget] = useLocalStorage({
    key: `guildhall-apply-${opening.id}`,
    defaultValue: empty,
    getInitialValueInEffect: false,
  });
  const [faults, setFaults] = useState<Faults>({});
  const isKnown = me?.kind === 'applicant';
  const send = useMutation({
    mutationFn: async () => {
      const region = draft.country === 'US' ? `US-${draft.state}` : draft.country;
      const who = isKnown
        ? {}
        : { email: draft.email.trim(), displayName: draft.name.trim(), locale: localeOf(i18n.language) };
      const params = { path: { openingId: opening.id } };
      await api.POST('/v1/openings/{openingId}/applications', {
        params,
        body: { ...who, region, language: draft.language },
      });
    },
    onSuccess: () => {
      forget();
      onSent(isKnown ? '' : draft.email.trim());
    },
  });
  const set = (field: keyof Draft) => (event: { currentTarget: { value: string } }) =>
    setDraft({ ...draft, [field]: event.currentTarget.value });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = faultsOf(draft, isKnown, t);
    setFaults(found);
    if (Object.keys(found).length === 0) send.mutate();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack maw={480}>
        <Text c="dimmed">{t('saved')}</Text>
        {isKnown && <Text>{t('signedIn', { name: me.displayName })}</Text>}
        {!isKnown && (
          <>
            <TextInput
              label={t('name')}
              autoComplete="name"
              required
              value={draft.name}
              onChange={set('name')}
              error={faults.name}
              dir="auto"
            />
            <TextInput
              label={t('email')}
              type="email"
              autoComplete="email"
              required
              value={draft.email}
              onChange={set('email')}
              error={faults.email}
              styles={{ input: { direction: 'ltr' } }}
            />
          </>
        )}
        <NativeSelect
          size="md"
          label={t('country')}
          required
          value={draft.country}
          onChange={set('country')}
          error={faults.country}
          data={[{ value: '', label: '–' }, ...countryChoices(opening.countries, i18n.language)]}
        />
        {draft.country === 'US' && (
          <NativeSelect
            size="md"
            label={t('state')}
            required
            value={draft.state}
            onChange={set('state')}
            error={faults.state}
            data={[{ value: '', label: '–' }, ...usStates.map((value) => ({ value, label: value }))]}
          />
        )}
        <NativeSelect
          size="md"
          label={t('language')}
          value={draft.language}
          onChange={set('language')}
          data={opening.languages.map((value) => ({ value, label: languageName(value, i18n.language) }))}
        />
        <Requirements requirements={opening.requirements} />
        {send.isError && <ProblemNotice error={send.error} words={{ opening_not_open: t('closed') }} />}
      </Stack>
      <Actions>
        <Button type="submit" loading={send.isPending}>
          {t('send')}
        </Button>
      </Actions>
    </form>
  );
}

function Requirements({ requirements }: { requirements: string[] }) {
  const { t } = useTranslation('apply');
  if (requirements.length === 0) return null;
  return (
    <section>
      <Title order={2} size="20px">
        {t('requirements')}
      </Title>
      <List>
        {requirements.map((requirement) => (
          <List.Item key={requirement} dir="auto">
            {requirement}
          </List.Item>
        ))}
      </List>
      <Text c="dimmed">{t('frozen')}</Text>
    </section>
  );
}

const localeOf = (language: string): 'en' | 'ar' => (language === 'ar' ? 'ar' : 'en');

function faultsOf(
  draft: Draft,
  isKnown: boolean,
  t: (key: `${'name' | 'email' | 'country' | 'state'}Needed`) => string,
): Faults {
  return {
    ...(!isKnown && draft.name.trim() === '' ? { name: t('nameNeeded') } : {}),
    ...(!isKnown && !/^\S+@\S+\.\S+$/.test(draft.email.trim()) ? { email: t('emailNeeded') } : {}),
    ...(draft.country === '' ? { country: t('countryNeeded') } : {}),
    ...(draft.country === 'US' && draft.state === '' ? { state: t('stateNeeded') } : {}),
  };
}
