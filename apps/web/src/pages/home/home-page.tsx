import { Anchor, Button, Card, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, bodyOf } from '../../api/client.js';
import { useLive } from '../../api/live.js';
import { type Schemas, useMe } from '../../api/queries.js';
import { formatDate, formatDeadline } from '../../i18n/format.js';
import { QueryState } from '../../problem/query-state.js';
import { Notice } from '../../shell/notice.js';
import { PageTitle } from '../../shell/page-title.js';

export function Component() {
  const { t } = useTranslation('home');
  const { data: me } = useMe();
  return (
    <>
      <PageTitle>{t('title')}</PageTitle>
      {me && <Text mb="md">{t('hello', { name: me.displayName })}</Text>}
      {me?.kind === 'staff' && <ForStaff />}
      {me?.kind === 'applicant' && <ForApplicant />}
    </>
  );
}

function ForStaff() {
  const { t } = useTranslation('home');
  return (
    <Notice kind="info">
      {t('staff')} <a href="/docs">{t('docs')}</a>
    </Notice>
  );
}

const openStates: Schemas['InterviewSummary']['state'][] = ['invited', 'consented', 'in_progress', 'insufficient_data'];
/** The interview is made a moment after the first proof of the address. */
const soonMs = 1_500;

function ForApplicant() {
  useLive();
  const query = { limit: 50 };
  const applications = useQuery({
    queryKey: ['applications'],
    queryFn: () => bodyOf(api.GET('/v1/me/applications', { params: { query } })),
  });
  const interviews = useQuery({
    queryKey: ['interviews'],
    queryFn: () => bodyOf(api.GET('/v1/me/interviews', { params: { query } })),
    refetchInterval: ({ state }) => (state.data?.data.length === 0 && state.dataUpdateCount < 20 ? soonMs : false),
  });
  return (
    <QueryState query={interviews}>
      {(found) => (
        <Stack gap="xl">
          <NextStep interviews={found.data} hasApplied={(applications.data?.data.length ?? 0) > 0} />
          <QueryState query={applications}>{({ data }) => <Applications applications={data} />}</QueryState>
        </Stack>
      )}
    </QueryState>
  );
}

function NextStep({ interviews, hasApplied }: { interviews: Schemas['InterviewSummary'][]; hasApplied: boolean }) {
  const { t, i18n } = useTranslation('home');
  const next = interviews.find(({ state }) => openStates.includes(state) || state === 'transcript_check');
  return (
    <Card component="section" withBorder>
      <Title order={2} size="24px">
        {t('next')}
      </Title>
      {next ? (
        <>
          <Text my="sm">
            {next.state === 'transcript_check'
              ? t('check')
              : t('record', { date: formatDeadline(next.deadlineAt, i18n.language) })}
          </Text>
          <div>
            <Button component={Link} to={`/me/interviews/${next.id}`}>
              {t('goOn')}
            </Button>
          </div>
        </>
      ) : (
        <Text mt="sm" role="status">
          {hasApplied && interviews.length === 0 ? t('preparing') : t('nothing')}
        </Text>
      )}
    </Card>
  );
}

function Applications({ applications }: { applications: Schemas['Application'][] }) {
  const { t, i18n } = useTranslation('home');
  return (
    <section>
      <Title order={2} size="24px" mb="sm">
        {t('applications')}
      </Title>
      {applications.length === 0 && <Text>{t('noApplications')}</Text>}
      <Stack component="ul" p={0} gap="md" style={{ listStyle: 'none' }}>
        {applications.map(({ id, createdAt }) => (
          <Card component="li" withBorder key={id}>
            <Text>{t('applied', { date: formatDate(createdAt, i18n.language) })}</Text>
            <Anchor component={Link} to={`/me/applications/${id}`}>
              {t('look')}
            </Anchor>
          </Card>
        ))}
      </Stack>
      <Text mt="md">
        <a href="/me/contracts">{t('contracts')}</a>
      </Text>
    </section>
  );
}
