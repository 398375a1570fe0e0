import { Button, Text, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import { Actions } from '../../shell/actions.js';
import { Notice } from '../../shell/notice.js';
import type { PanelProps } from './phase-panel.js';
import { RoomProblem } from './room-problem.js';
import { fewCharactersLeft, mostCharacters, useWrittenDraft } from './written-answer.js';

/** No clock runs: what is written stays on this device until it is sent. */
export function Writing({ interview, room }: PanelProps) {
  const { t } = useTranslation('room');
  const { question } = room;
  const queries = useQueryClient();
  const { draft, change, forget } = useWrittenDraft(interview.id, question);
  const send = useMutation({
    mutationFn: async () => {
      const params = { path: { interviewId: interview.id, questionId: question.id } };
      const body = { text: draft.trim() };
      await api.POST('/v1/interviews/{interviewId}/questions/{questionId}/written', { params, body });
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['interview', interview.id] });
      forget();
      room.move({ kind: 'wrote' });
    },
  });
  const left = mostCharacters - draft.length;
  const isRecorded = question.answer?.kind === 'recorded' && question.answer.state === 'answered';
  return (
    <>
      {isRecorded && <Notice kind="attention">{t('writeReplaces')}</Notice>}
      <Textarea
        label={t('writeLabel')}
        description={left > fewCharactersLeft ? t('writeKept') : t('writeLeft', { count: left })}
        lang={interview.language}
        dir="auto"
        rows={8}
        resize="vertical"
        maxLength={mostCharacters}
        autoFocus
        value={draft}
        onChange={({ currentTarget }) => change(currentTarget.value)}
      />
      {send.isError && <RoomProblem error={send.error} />}
      <Actions>
        <Button disabled={draft.trim() === ''} loading={send.isPending} onClick={() => send.mutate()}>
          {t('writeSend')}
        </Button>
        <Button variant="default" onClick={() => room.move({ kind: 'record_instead' })}>
          {t('recordInstead')}
        </Button>
      </Actions>
    </>
  );
}

export function Written({ room }: PanelProps) {
  const { t } = useTranslation('room');
  const { t: shared } = useTranslation();
  return (
    <>
      <Notice kind="done" role="status">
        {t('writtenSafe')}
      </Notice>
      <Text style={{ whiteSpace: 'pre-line' }} dir="auto">
        {room.question.answer?.writtenText}
      </Text>
      <Actions>
        <Button autoFocus onClick={room.use}>
          {shared('continue')}
        </Button>
      </Actions>
    </>
  );
}
