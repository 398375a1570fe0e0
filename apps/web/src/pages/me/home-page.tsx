import { Anchor, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLive } from '../../api/live.js';
import type { Schemas } from '../../api/queries.js';
import { formatDate } from '../../i18n/format.js';
import { QueryState } from '../../problem/query-state.js';
import { PageTitle } from '../../shell/page-title.js';
import { StatusBadge } from '../../shell/status-badge.js';
import { useOpening } from '../openings/opening-queries.js';
import { useMyApplications, useMyContracts, useMyInterviews } from './me-queries.js';
import { NextCard } from './next-card.js';
import { isAwaited, kindOf, nextStepOf, standingOf } from './standing.js';
import { useLooking } from './use-looking.js';
import { useStandingName } from './use-standing-name.js';

/** The one thing that is next, then how everything stands. */
export function Component() {
  const { t } = useTranslation('me');
  useLive();
  const applications = useMyApplications();
  const interviews = useMyInterviews();
  const contracts = useMyContracts();
  const isPreparing = applications.data?.some((each) => isAwaited(each, interviews.data ?? [])) ?? false;
  const isLong = useLooking(isPreparing);
  return (
    <>
      <PageTitle>{t('home')}</PageTitle>
      <QueryState query={applications}>
        {(own) => (
          <QueryState query={interviews}>
            {(theirs) => (
              <Stack gap="xl" maw="66ch">
                <NextCard next={nextStepOf(own, theirs, contracts.data ?? [])} isLong={isLong} />
                <Applications applications={own} interviews={theirs} />
              </Stack>
            )}
          </QueryState>
        )}
      </QueryState>
    </>
  );
}

interface ApplicationsProps {
  applications: Schemas['Application'][];
  interviews: Schemas['InterviewSummary'][];
}

function Applications({ applications, interviews }: ApplicationsProps) {
  const { t } = useTranslation('me');
  const shared = useTranslation().t;
  return (
    <section>
      <Title order={2} size="24px" mb="sm">
        {t('applications')}
      </Title>
      {applications.length === 0 && (
        <Text>
          {t('none')}{' '}
          <Anchor component={Link} to="/jobs">
            {shared('toOpenings')}
          </Anchor>
        </Text>
      )}
      <Stack component="ul" p={0} m={0} gap="md" style={{ listStyle: 'none' }}>
        {applications.map((application) => (
          <ApplicationCard
            key={application.id}
            application={application}
            interview={interviews.find(({ applicationId }) => applicationId === application.id)}
          />
        ))}
      </Stack>
    </section>
  );
}

interface ApplicationCardProps {
  application: Schemas['Application'];
  interview: Schemas['InterviewSummary'] | undefined;
}

function ApplicationCard({ application, interview }: ApplicationCardProps) {
  const { t, i18n } = useTranslation('me');
  const nameOf = useStandingName();
  const opening = useOpening(application.openingId);
  const standing = standingOf(application, interview);
  const appliedAt = application.submittedAt ?? application.createdAt;
  return (
    <Card component="li" withBorder>
      <Group justify="space-between" gap="xs">
        <Title order={3} size="20px">
          <Anchor component={Link} to={`/me/applications/${application.id}`} dir="auto">
            {opening.data?.title ?? t('opening')}
          </Anchor>
        </Title>
        <StatusBadge kind={kindOf(standing)}>{nameOf(standing)}</StatusBadge>
      </Group>
      <Text c="dimmed">{t('appliedOn', { date: formatDate(appliedAt, i18n.language) })}</Text>
    </Card>
  );
}
