import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useLive } from '../../api/live.js';
import type { Schemas } from '../../api/queries.js';
import { QueryState } from '../../problem/query-state.js';
import { Actions } from '../../shell/actions.js';
import { PageTitle } from '../../shell/page-title.js';
import { StatusBadge } from '../../shell/status-badge.js';
import { useInterview } from '../interview/interview-queries.js';
import { recordable, wayOf } from '../interview/interview-ways.js';
import { useOpening } from '../openings/opening-queries.js';
import { AskedAppeal } from '../result/appeal-part.js';
import { DeleteRecordings } from './delete-recordings.js';
import { DeletionState } from './deletion-state.js';
import classes from './me.module.css';
import { useMyApplication, useMyDeletions } from './me-queries.js';
import { kindOf, standingOf } from './standing.js';
import { currentStep, isLate } from './timeline.js';
import { Timeline, useStepWords } from './timeline-list.js';
import { useStandingName } from './use-standing-name.js';
import { Withdraw } from './withdraw.js';

/** Where an application stands, and what happens next by when. */
export function Component() {
  const { applicationId = '' } = useParams();
  useLive();
  const application = useMyApplication(applicationId);
  return (
    <QueryState query={application}>
      {(found) =>
        found.interviewId === null ? (
          <Standing application={found} interview={undefined} />
        ) : (
          <WithInterview application={found} interviewId={found.interviewId} />
        )
      }
    </QueryState>
  );
}

type Application = Schemas['ApplicationWithTimeline'];
type Interview = Schemas['Interview'];

function WithInterview({ application, interviewId }: { application: Application; interviewId: string }) {
  const interview = useInterview(interviewId);
  return (
    <QueryState query={interview}>{(found) => <Standing application={application} interview={found} />}</QueryState>
  );
}

interface StandingProps {
  application: Application;
  interview: Interview | undefined;
}

function Standing({ application, interview }: StandingProps) {
  const { t } = useTranslation('me');
  const nameOf = useStandingName();
  const wordsOf = useStepWords(application, interview);
  const opening = useOpening(application.openingId);
  // Where an opening gives no time to check transcripts, nobody ever was asked to.
  const isChecked = opening.data?.transcriptCheckHours !== 0;
  const steps = application.timeline.filter(({ step }) => isChecked || step !== 'transcript_check');
  const current = currentStep(steps);
  const standing = standingOf(application, interview);
  const title = opening.data?.title ?? t('opening');
  const isDecided = application.decisions.some(({ kind }) => kind !== 'hold');
  return (
    <Stack maw="66ch" gap="md">
      <div>
        <PageTitle documentTitle={title}>
          <bdi>{title}</bdi>
        </PageTitle>
        <StatusBadge kind={kindOf(standing)}>{nameOf(standing)}</StatusBadge>
      </div>
      {current && (
        <div>
          <Text className={classes['headline']!}>{wordsOf(current)}</Text>
          {isLate(current) && <StatusBadge kind="attention">{t('late')}</StatusBadge>}
        </div>
      )}
      {application.appeal && <AskedAppeal appeal={application.appeal} />}
      <section>
        <Title order={2} size="24px" mb="md">
          {t('timeline')}
        </Title>
        <Timeline
          steps={steps}
          wordsOf={wordsOf}
          whyPath={isDecided ? `/me/applications/${application.id}/result` : null}
        />
      </section>
      <Ways application={application} interview={interview} />
      <WaysOut application={application} interview={interview} />
    </Stack>
  );
}

const withdrawable: readonly Application['stage'][] = [
  ...(['unverified', 'submitted', 'interviewing', 'evaluated', 'held', 'advanced'] as const),
];

function Ways({ application, interview }: StandingProps) {
  const { t } = useTranslation('me');
  const isGoing = ['submitted', 'interviewing', 'evaluated'].includes(application.stage);
  const toInterview = isGoing && interview && recordable.includes(interview.state);
  const toTranscript = isGoing && interview?.state === 'transcript_check';
  const hasOffer = application.offer?.state === 'extended';
  if (!toInterview && !toTranscript && !hasOffer) return null;
  return (
    <Actions>
      {toInterview && (
        <Button component={Link} to={wayOf(interview)}>
          {interview.state === 'invited' ? t('toRecord') : t('goOnRecording')}
        </Button>
      )}
      {toTranscript && (
        <Button component={Link} to={wayOf(interview)}>
          {t('toTranscript')}
        </Button>
      )}
      {hasOffer && (
        <Button component={Link} to="/me/contracts">
          {t('toSign')}
        </Button>
      )}
    </Actions>
  );
}

/** What ends something; none of it follows the thumb. */
function WaysOut({ application, interview }: StandingProps) {
  const deletions = useMyDeletions();
  const deletion = deletions.data?.find(({ interviewId }) => interviewId === interview?.id);
  return (
    <>
      {deletion && <DeletionState deletion={deletion} />}
      <Group>
        {withdrawable.includes(application.stage) && <Withdraw applicationId={application.id} />}
        {interview && deletions.data && !deletion && <DeleteRecordings interview={interview} />}
      </Group>
    </>
  );
}
