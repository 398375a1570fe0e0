import { Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useParams } from 'react-router';
import type { Schemas } from '../../api/queries.js';
import { Loading, QueryState } from '../../problem/query-state.js';
import { ByteLog } from '../../recording/byte-log.js';
import { recordingsAreFree } from '../../recording/hand-over.js';
import { recordingFormat } from '../../recording/recorder-run.js';
import { Actions } from '../../shell/actions.js';
import { Notice } from '../../shell/notice.js';
import { PageTitle } from '../../shell/page-title.js';
import { useInterview } from '../interview/interview-queries.js';
import { type BegunTake, begunElsewhere } from './begun-elsewhere.js';
import { Room } from './room.js';
import { useOnlyTab } from './use-only-tab.js';
import { mayWrite } from './written-answer.js';

const answerable: Schemas['Interview']['state'][] = ['consented', 'in_progress', 'insufficient_data'];

export function Component() {
  const { interviewId = '' } = useParams();
  return <QueryState query={useInterview(interviewId)}>{(interview) => <Gate interview={interview} />}</QueryState>;
}

function Gate({ interview }: { interview: Schemas['Interview'] }) {
  const { t } = useTranslation('room');
  if (interview.state === 'invited') return <Navigate replace to={`/me/interviews/${interview.id}/consent`} />;
  if (!answerable.includes(interview.state)) return <NoMoreAnswers interview={interview} />;
  if (recordingFormat() === null && !mayWrite(interview)) {
    return (
      <>
        <PageTitle>{t('title')}</PageTitle>
        <Notice kind="error">{t('noRecorder')}</Notice>
      </>
    );
  }
  return <OnlyHere interview={interview} />;
}

function NoMoreAnswers({ interview }: { interview: Schemas['Interview'] }) {
  const { t } = useTranslation('room');
  return (
    <>
      <PageTitle>{t('title')}</PageTitle>
      <Text>{t('over_')}</Text>
      <Actions>
        <Button component={Link} to={`/me/applications/${interview.applicationId}`}>
          {t('toStatus')}
        </Button>
      </Actions>
    </>
  );
}

function OnlyHere({ interview }: { interview: Schemas['Interview'] }) {
  const { t } = useTranslation('room');
  const { state, takeOver } = useOnlyTab(interview.id);
  if (state === 'asking') return <Loading />;
  if (state === 'mine') return <WithWhatWasLeft interview={interview} />;
  return (
    <>
      <PageTitle>{t('title')}</PageTitle>
      <Notice kind="attention" role="status">
        {t('elsewhere')}
      </Notice>
      <Actions>
        <Button onClick={takeOver}>{t('here')}</Button>
      </Actions>
    </>
  );
}

function WithWhatWasLeft({ interview }: { interview: Schemas['Interview'] }) {
  const left = useQuery({
    queryKey: ['left', interview.id],
    queryFn: () => whatWasLeft(interview),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  return (
    <QueryState query={left}>
      {({ kept, elsewhere }) => <Room interview={interview} left={kept} elsewhere={elsewhere} />}
    </QueryState>
  );
}

/**
 * What an earlier page kept, and what has arrived of recordings of another browser. What the server has acknowledged, or does not
 * know any more, is not kept here any longer.
 */
async function whatWasLeft(interview: Schemas['Interview']): Promise<{ kept: ByteLog[]; elsewhere: BegunTake[] }> {
  await recordingsAreFree(interview.id);
  const takes = interview.questions.flatMap(({ answer }) => answer?.takes ?? []);
  const kept: ByteLog[] = [];
  for (const log of await ByteLog.leftOf(interview.id)) {
    const take = takes.find(({ id }) => id === log.run.takeId);
    if (take?.state === 'open' && log.run.bytes > 0) kept.push(log);
    else await log.forget();
  }
  return { kept, elsewhere: await begunElsewhere(interview) };
}
