import { Button, NativeSelect, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import { useLive } from '../../api/live.js';
import { type Schemas, useMe } from '../../api/queries.js';
import { formatDeadline, formatTime } from '../../i18n/format.js';
import { isLanguage, languageNames, languages } from '../../i18n/languages.js';
import { ProblemNotice } from '../../problem/problem-notice.js';
import { PageTitle } from '../../shell/page-title.js';
import { Part } from '../../shell/part.js';
import { useSignOut } from '../../shell/use-sign-out.js';
import classes from './me.module.css';
import { saveMyData } from './my-data-file.js';
import { OwnInterviews } from './own-interviews.js';
import { Recordings } from './recordings-part.js';
import { SignIns } from './sign-ins-part.js';

/** What is known of somebody, for themselves, and how it goes. */
export function Component() {
  const { t } = useTranslation('me');
  useLive();
  const me = useMe();
  const signOut = useSignOut();
  return (
    <Stack maw="66ch" gap="xl">
      <PageTitle>{t('data')}</PageTitle>
      {me.data && <Who me={me.data} />}
      <SignIns />
      <Consents />
      <Recordings />
      <Download />
      <div>
        <Button variant="default" loading={signOut.isPending} onClick={() => signOut.mutate()}>
          {t('signOut')}
        </Button>
        {signOut.isError && <ProblemNotice error={signOut.error} />}
      </div>
    </Stack>
  );
}

function Who({ me }: { me: Schemas['Me'] }) {
  const { t } = useTranslation('me');
  return (
    <Part title={t('who')}>
      <dl className={classes['facts']}>
        <dt>{t('name')}</dt>
        <dd>
          <bdi>{me.displayName}</bdi>
        </dd>
        <dt>{t('id')}</dt>
        <dd>
          <code className="left-to-right">{me.id}</code>
        </dd>
      </dl>
      <MailLanguage me={me} />
    </Part>
  );
}

function MailLanguage({ me }: { me: Schemas['Me'] }) {
  const { t, i18n } = useTranslation('me');
  const shared = useTranslation().t;
  const queries = useQueryClient();
  const save = useMutation({
    mutationFn: async (locale: Schemas['Me']['locale']) => await api.PATCH('/v1/me', { body: { locale } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['me'] }),
  });
  return (
    <Stack gap="xs" maw={420}>
      <NativeSelect
        size="md"
        label={t('mailLanguage')}
        value={save.isPending ? save.variables : me.locale}
        onChange={({ currentTarget }) => isLanguage(currentTarget.value) && save.mutate(currentTarget.value)}
        data={languages.map((language) => ({ value: language, label: languageNames[language] }))}
      />
      {save.isSuccess && (
        <Text role="status" c="dimmed">
          {shared('saved', { time: formatTime(new Date(save.submittedAt), i18n.language) })}
        </Text>
      )}
      {save.isError && <ProblemNotice error={save.error} />}
    </Stack>
  );
}

function Consents() {
  const { t } = useTranslation('me');
  return (
    <Part title={t('consents')}>
      <OwnInterviews none={t('noConsents')}>{(interview) => <Consent interview={interview} />}</OwnInterviews>
    </Part>
  );
}

function Consent({ interview: { consent, consentText } }: { interview: Schemas['Interview'] }) {
  const { t, i18n } = useTranslation('me');
  const date = (moment: string) => formatDeadline(moment, i18n.language);
  if (consent === null) return <Text>{t('consentNone', { version: consentText.version })}</Text>;
  return (
    <>
      <Text>{t('consentGiven', { version: consent.textVersion, date: date(consent.grantedAt) })}</Text>
      {consent.withdrawnAt && <Text>{t('consentBack', { date: date(consent.withdrawnAt) })}</Text>}
    </>
  );
}

function Download() {
  const { t } = useTranslation('me');
  const download = useMutation({ mutationFn: saveMyData });
  return (
    <Part title={t('download')}>
      <Text mb="sm">{t('downloadWords')}</Text>
      <Button variant="default" loading={download.isPending} onClick={() => download.mutate()}>
        {t('downloadIt')}
      </Button>
      {download.isSuccess && (
        <Text role="status" c="dimmed" mt="xs">
          {t('downloaded')}
        </Text>
      )}
      {download.isError && <ProblemNotice error={download.error} />}
    </Part>
  );
}
