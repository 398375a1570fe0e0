import { Button, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { api, bodyOf } from '../../api/client.js';
import { useLive } from '../../api/live.js';
import type { Schemas } from '../../api/queries.js';
import { formatDeadline } from '../../i18n/format.js';
import { ProblemNotice } from '../../problem/problem-notice.js';
import { QueryState } from '../../problem/query-state.js';
import { Actions } from '../../shell/actions.js';
import { Notice } from '../../shell/notice.js';
import { PageTitle } from '../../shell/page-title.js';
import { StatusBadge } from '../../shell/status-badge.js';

/** Where an application stands: what happens next and by when comes first, then all of the way, the newest at the top. */
export function Component() {
  const { applicationId = '' } = useParams();
  useLive();
  const application = useQuery({
    queryKey: ['application', applicationId],
    queryFn: () => bodyOf(api.GET('/v1/me/applications/{applicationId}', { params: { path: { applicationId } } })),
  });
  return <QueryState query={application}>{(found) => <Way application={found} />}</QueryState>;
}

function Way({ application }: { application: Schemas['ApplicationWithTimeline'] }) {
  const { t } = useTranslation('status');
  const newestFirst = application.timeline.toReversed();
  const now = newestFirst.find(({ state }) => state === 'now');
  const canRecord = now && ['interview_ready', 'interview_started', 'transcript_check'].includes(now.step);
  return (
    <>
      <PageTitle>{t('title')}</PageTitle>
      {now && (
        <Notice kind="now">
          <Text fw={600}>{t(`steps.${now.step}`)}</Text>
          <Text>{t(`explained.${now.step}`)}</Text>
          <When step={now} />
        </Notice>
      )}
      {canRecord && application.interviewId && (
        <Actions>
          <Button component={Link} to={`/me/interviews/${application.interviewId}`}>
            {t('toInterview')}
          </Button>
        </Actions>
      )}
      <Stack component="ol" p={0} mt="lg" gap="md" style={{ listStyle: 'none' }}>
        {newestFirst.map((step) => (
          <li key={step.step}>
            <StatusBadge kind={step.state}>{t(`state.${step.state}`)}</StatusBadge>
            <Title order={2} size="16px">
              {t(`steps.${step.step}`)}
            </Title>
            <When step={step} />
            {step.decidedBy && <Text>{t('decidedBy', { name: step.decidedBy })}</Text>}
          </li>
        ))}
      </Stack>
      {!['withdrawn', 'not_selected', 'expired'].includes(application.stage) && <Withdraw id={application.id} />}
    </>
  );
}

function When({ step: { at, dueAt, state } }: { step: Schemas['TimelineStep'] }) {
  const { t, i18n } = useTranslation('status');
  const date = (moment: string) => formatDeadline(moment, i18n.language);
  if (state === 'now' && dueAt !== null) {
    const isLate = Date.parse(dueAt) < Date.now();
    return <Text>{isLate ? t('late', { date: date(dueAt) }) : t('until', { date: date(dueAt) })}</Text>;
  }
  return at === null ? null : <Text c="dimmed">{t('since', { date: date(at) })}</Text>;
}

function Withdraw({ id }: { id: string }) {
  const { t } = useTranslation('status');
  const queries = useQueryClient();
  const [isAsking, setIsAsking] = useState(false);
  const withdraw = useMutation({
    mutationFn: async () => {
      const params = { path: { applicationId: id } };
      await api.POST('/v1/me/applications/{applicationId}/withdraw', { params });
    },
    onSuccess: () => queries.invalidateQueries(),
  });
  return (
    <Stack mt="xl" align="start">
      {isAsking && (
        <Notice kind="attention" role="status">
          {t('sure')}
        </Notice>
      )}
      {withdraw.isError && <ProblemNotice error={withdraw.error} />}
      <Button
        variant="default"
        loading={withdraw.isPending}
        onClick={() => (isAsking ? withdraw.mutate() : setIsAsking(true))}
      >
        {isAsking ? t('yes') : t('withdraw')}
      </Button>
    </Stack>
  );
}
