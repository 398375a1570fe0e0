import { Anchor, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Schemas } from '../../api/queries.js';
import { formatDate } from '../../i18n/format.js';
import { StatusBadge } from '../../shell/status-badge.js';
import { useOpening } from '../openings/opening-queries.js';
import { kindOf, standingOf } from './standing.js';
import { useStandingName } from './use-standing-name.js';

interface ApplicationListProps {
  applications: Schemas['Application'][];
  interviews: Schemas['InterviewSummary'][];
  /** Of each title: what comes behind the heading that the list stands under. */
  level: 2 | 3;
}

/** Each with how it stands, newest first. */
export function ApplicationList({ applications, interviews, level }: ApplicationListProps) {
  const { t } = useTranslation('me');
  const shared = useTranslation().t;
  if (applications.length === 0) {
    return (
      <Text>
        {t('none')}{' '}
        <Anchor component={Link} to="/jobs">
          {shared('toOpenings')}
        </Anchor>
      </Text>
    );
  }
  return (
    <Stack component="ul" p={0} m={0} gap="md" style={{ listStyle: 'none' }}>
      {applications.map((application) => (
        <ApplicationCard
          key={application.id}
          application={application}
          level={level}
          interview={interviews.find(({ applicationId }) => applicationId === application.id)}
        />
      ))}
    </Stack>
  );
}

interface ApplicationCardProps {
  level: 2 | 3;
  application: Schemas['Application'];
  interview: Schemas['InterviewSummary'] | undefined;
}

function ApplicationCard({ level, application, interview }: ApplicationCardProps) {
  const { t, i18n } = useTranslation('me');
  const nameOf = useStandingName();
  const opening = useOpening(application.openingId);
  const standing = standingOf(application, interview);
  const appliedAt = application.submittedAt ?? application.createdAt;
  return (
    <Card component="li" withBorder>
      <Group justify="space-between" gap="xs">
        <Title order={level} size="20px">
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
