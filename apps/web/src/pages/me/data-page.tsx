import { Button, NativeSelect, Stack, Text } from '@mantine/core';
import { useMutation, useQueries, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import { type Schemas, useMe } from '../../api/queries.js';
import { formatDeadline, formatTime } from '../../i18n/format.js';
import { isLanguage, languageNames, languages } from '../../i18n/languages.js';
import { ProblemNotice } from '../../problem/problem-notice.js';
import { QueryState } from '../../problem/query-state.js';
import { PageTitle } from '../../shell/page-title.js';
import { Part } from '../../shell/part.js';
import { useSignOut } from '../../shell/use-sign-out.js';
import { interviewQuery } from '../interview/interview-queries.js';
import { useOpening } from '../openings/opening-queries.js';
import classes from './me.module.css';
import { useMyInterviews } from './me-queries.js';
import { saveMyData } from './my-data-file.js';

/** What is known of somebody, for themselves; recordings and their deletion belong between the consents and the download. */
export function Component() {
  const { t } = useTranslation('me');
  const me = useMe();
  const signOut = useSignOut();
  return (
    <Stack maw="66ch" gap="xl">
      <PageTitle>{t('data')}</PageTitle>
      {me.data && <Who me={me.data} />}
      <Consents />
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
  const { t, i18n } = useTranslation('me');
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
        {me.expiresAt && (
          <>
            <dt>{t('signedInUntil')}</dt>
            <dd>{formatDeadline(me.expiresAt, i18n.language)}</dd>
          </>
        )}
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
  const interviews = useMyInterviews();
  return (
    <Part title={t('consents')}>
      <QueryState query={interviews}>
        {(own) => (own.length === 0 ? <Text>{t('noConsents')}</Text> : <ConsentList ids={own.map(({ id }) => id)} />)}
      </QueryState>
    </Part>
  );
}

function ConsentList({ ids }: { ids: string[] }) {
  const interviews = useQueries({ queries: ids.map(interviewQuery) });
  const failed = interviews.find(({ isError }) => isError);
  if (failed) return <ProblemNotice error={failed.error} onRetry={() => void failed.refetch()} />;
  return (
    <Stack component="ul" p={0} m={0} gap="md" style={{ listStyle: 'none' }}>
      {interviews.map(({ data }) => data && <Consent key={data.id} interview={data} />)}
    </Stack>
  );
}

function Consent({ interview }: { interview: Schemas['Interview'] }) {
  const { t, i18n } = useTranslation('me');
  const opening = useOpening(interview.openingId);
  const { consent, consentText } = interview;
  const date = (moment: string) => formatDeadline(moment, i18n.language);
  return (
    <li>
      <Text fw={600} dir="auto">
        {opening.data?.title ?? t('opening')}
      </Text>
      {consent === null ? (
        <Text>{t('consentNone', { version: consentText.version })}</Text>
      ) : (
        <Text>{t('consentGiven', { version: consent.textVersion, date: date(consent.grantedAt) })}</Text>
      )}
      {consent?.withdrawnAt && <Text>{t('consentBack', { date: date(consent.withdrawnAt) })}</Text>}
    </li>
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
