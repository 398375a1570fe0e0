import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api } from '../../api/client.js';
import type { Schemas } from '../../api/queries.js';
import { formatClock } from '../../i18n/format.js';
import { Actions } from '../../shell/actions.js';
import { PageTitle } from '../../shell/page-title.js';
import { RoomProblem } from './room-problem.js';
import { isAnswered } from './use-room.js';

interface FinishListProps {
  interview: Schemas['Interview'];
  onGoTo: (index: number) => void;
}

/** Every answer with what of it is safe, before anything is sent. */
export function FinishList({ interview, onGoTo }: FinishListProps) {
  const { t } = useTranslation('room');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const send = useMutation({
    mutationFn: async () => {
      await api.POST('/v1/interviews/{interviewId}/submit', { params: { path: { interviewId: interview.id } } });
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['interview', interview.id] });
      await navigate(`/me/applications/${interview.applicationId}`);
    },
  });
  const isEnough = interview.questions.filter(isAnswered).length >= interview.minAnswered;
  return (
    <>
      <PageTitle>{t('finish')}</PageTitle>
      <Stack component="ol" p={0} gap="md" style={{ listStyle: 'none' }}>
        {interview.questions.map((question, index) => (
          <Card component="li" withBorder key={question.id}>
            <Title order={2} size="16px" lang={interview.language} dir="auto">
              {question.text}
            </Title>
            <Group justify="space-between" mt="xs">
              <AnswerState question={question} />
              <Button variant="default" onClick={() => onGoTo(index)}>
                {t('goTo', { number: index + 1 })}
              </Button>
            </Group>
          </Card>
        ))}
      </Stack>
      {send.isError && <RoomProblem error={send.error} />}
      <Text mt="md">{isEnough ? t('sendWords') : t('tooFew', { count: interview.minAnswered })}</Text>
      <Actions>
        <Button disabled={!isEnough} loading={send.isPending} onClick={() => send.mutate()}>
          {t('send')}
        </Button>
      </Actions>
    </>
  );
}

function AnswerState({ question }: { question: Schemas['InterviewQuestion'] }) {
  const { t } = useTranslation('room');
  const { answer } = question;
  if (answer?.state === 'rejected') return <Text>{t('answerRejected')}</Text>;
  if (answer?.state !== 'answered') return <Text>{t('answerNone')}</Text>;
  if (answer.kind === 'written') return <Text>{t('answerWritten')}</Text>;
  const seconds = answer.takes.find(({ id }) => id === answer.chosenTakeId)?.durationSeconds ?? null;
  return <Text>{t('answerSafe', { time: seconds === null ? '…' : formatClock(seconds) })}</Text>;
}
