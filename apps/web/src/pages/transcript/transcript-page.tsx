import { Button, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { api } from '../../api/client.js';
import { useLive } from '../../api/live.js';
import { queryClient, type Schemas } from '../../api/queries.js';
import { formatDeadline } from '../../i18n/format.js';
import { QueryState } from '../../problem/query-state.js';
import { Actions } from '../../shell/actions.js';
import { Notice } from '../../shell/notice.js';
import { PageTitle } from '../../shell/page-title.js';
import { useInterview, useTranscripts } from '../interview/interview-queries.js';
import { NotedSignals } from '../interview/noted-signals.js';
import { AnswerTranscript } from './answer-transcript.js';
import { phaseOf } from './transcript-phase.js';
import { TranscriptProblem } from './transcript-problem.js';

type Interview = Schemas['Interview'];
type Transcripts = Schemas['Transcript'][];

/** What was heard, for its speaker to mend before it counts. */
export function Component() {
  const { interviewId = '' } = useParams();
  const transcripts = useTranscripts(interviewId);
  return (
    <QueryState query={useInterview(interviewId)}>
      {(interview) => (
        <QueryState query={transcripts}>{(found) => <Check interview={interview} transcripts={found} />}</QueryState>
      )}
    </QueryState>
  );
}

function Check({ interview, transcripts }: { interview: Interview; transcripts: Transcripts }) {
  const { t } = useTranslation('transcript');
  const phase = phaseOf(interview, transcripts);
  return (
    <Stack maw="66ch" gap="lg">
      <PageTitle>{t('title')}</PageTitle>
      {phase === 'to_record' && (
        <>
          <Text>{t('toRecord')}</Text>
          <Actions>
            <Button component={Link} to={`/me/interviews/${interview.id}`}>
              {t('toInterview')}
            </Button>
          </Actions>
        </>
      )}
      {phase === 'preparing' && <Preparing />}
      {phase === 'none' && <Text>{t('none')}</Text>}
      {(phase === 'open' || phase === 'over') && (
        <Answers interview={interview} transcripts={transcripts} isOpen={phase === 'open'} />
      )}
      {phase !== 'open' && phase !== 'to_record' && (
        <Actions>
          <Button component={Link} to={`/me/applications/${interview.applicationId}`}>
            {t('toStatus')}
          </Button>
        </Actions>
      )}
    </Stack>
  );
}

/** News is waited for here alone: elsewhere it would take a recording that plays out of its player. */
function Preparing() {
  const { t } = useTranslation('transcript');
  useLive();
  return <Notice kind="now">{t('preparing')}</Notice>;
}

interface AnswersProps {
  interview: Interview;
  transcripts: Transcripts;
  isOpen: boolean;
}

function Answers({ interview, transcripts, isOpen }: AnswersProps) {
  const { t, i18n } = useTranslation('transcript');
  const until = interview.transcriptCheckUntil;
  return (
    <>
      {isOpen && <Text>{t('intro')}</Text>}
      {isOpen && until && <Text fw={600}>{t('until', { date: formatDeadline(until, i18n.language) })}</Text>}
      {!isOpen && <Notice kind="info">{t('over')}</Notice>}
      {transcripts.some(({ notice }) => notice) && <Notice kind="attention">{t('demonstration')}</Notice>}
      <Text c="dimmed">{t('unsure')}</Text>
      {interview.questions.map((question, index) => {
        const transcript = transcripts.find(({ questionId }) => questionId === question.id);
        return (
          transcript && (
            <AnswerTranscript
              key={transcript.id}
              {...{ interviewId: interview.id, transcript, number: index + 1, question: question.text }}
            />
          )
        );
      })}
      <NotedSignals interviewId={interview.id} />
      {isOpen && <Confirm interview={interview} />}
    </>
  );
}

function Confirm({ interview }: { interview: Interview }) {
  const { t } = useTranslation('transcript');
  const navigate = useNavigate();
  const params = { path: { interviewId: interview.id } };
  const confirm = useMutation({
    mutationFn: async () => await api.POST('/v1/interviews/{interviewId}/transcripts/confirm', { params }),
    onSuccess: async () => {
      await queryClient.invalidateQueries();
      await navigate(`/me/applications/${interview.applicationId}`);
    },
    onError: () => queryClient.invalidateQueries({ queryKey: ['interview', interview.id] }),
  });
  return (
    <>
      {confirm.isError && <TranscriptProblem error={confirm.error} />}
      <Actions>
        <Button loading={confirm.isPending} onClick={() => confirm.mutate()}>
          {t('right')}
        </Button>
      </Actions>
    </>
  );
}
