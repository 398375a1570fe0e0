import { Anchor, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useMe } from '../../api/queries.js';
import { holds } from '../../api/staff-roles.js';
import { formatDate } from '../../i18n/format.js';
import { ProblemNotice } from '../../problem/problem-notice.js';
import { Loading } from '../../problem/query-state.js';
import { PageTitle } from '../../shell/page-title.js';
import { StatusBadge } from '../../shell/status-badge.js';
import { BeginPlan } from './begin-plan.js';
import { type Plan, usePlans } from './rubric-queries.js';
import { useVersionName } from './use-version-name.js';

/** All plans of the company, and the form that begins another. */
export function Component() {
  const { t } = useTranslation('rubrics');
  const { data: me } = useMe();
  const [parameters] = useSearchParams();
  if (me && holds(me, 'recruiter') && parameters.has('new')) {
    return (
      <>
        <PageTitle key="new">{t('begin.title')}</PageTitle>
        <BeginPlan />
      </>
    );
  }
  return <Plans mayWrite={me ? holds(me, 'recruiter') : false} />;
}

function Plans({ mayWrite }: { mayWrite: boolean }) {
  const { t } = useTranslation('rubrics');
  const shared = useTranslation().t;
  const plans = usePlans();
  const found = plans.data?.pages.flatMap(({ data }) => data);
  return (
    <>
      <PageTitle key="all">{t('title')}</PageTitle>
      <Text>{t('intro')}</Text>
      {mayWrite && (
        <Group my="md">
          <Button component={Link} to="?new">
            {t('new')}
          </Button>
        </Group>
      )}
      {plans.isError && <ProblemNotice error={plans.error} onRetry={() => void plans.refetch()} />}
      {plans.isPending && <Loading />}
      {found?.length === 0 && <Text>{t('none')}</Text>}
      <Stack component="ul" p={0} m={0} gap="md" style={{ listStyle: 'none' }}>
        {found?.map((plan) => (
          <PlanCard key={plan.id} plan={plan} />
        ))}
      </Stack>
      {plans.hasNextPage && (
        <Button variant="default" mt="md" loading={plans.isFetchingNextPage} onClick={() => void plans.fetchNextPage()}>
          {shared('more')}
        </Button>
      )}
    </>
  );
}

/** With its newest version, and the newest one that is published. */
function PlanCard({ plan: { id, name, createdAt, versions } }: { plan: Plan }) {
  const { t, i18n } = useTranslation('rubrics');
  const nameOf = useVersionName();
  const newest = versions.at(-1);
  const published = versions.findLast(({ state }) => state === 'published');
  const shown = [newest, published].filter((version, at, all) => version && all.indexOf(version) === at);
  return (
    <Card component="li" withBorder>
      <Title order={2} fz={20}>
        <Anchor component={Link} to={`/console/rubrics/${id}`} inherit>
          <bdi>{name}</bdi>
        </Anchor>
      </Title>
      <Group gap="xs" my="xs">
        {shown.map(
          (version) =>
            version && (
              <StatusBadge key={version.id} kind={version.state === 'published' ? 'held' : 'next'}>
                {nameOf(version)}
              </StatusBadge>
            ),
        )}
        {newest === undefined && <StatusBadge kind="next">{t('state.none')}</StatusBadge>}
      </Group>
      <Text size="sm" c="dimmed">
        {t('changed', { date: formatDate(newest?.publishedAt ?? newest?.createdAt ?? createdAt, i18n.language) })}
      </Text>
    </Card>
  );
}
