import { Button, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import { queryClient, type Schemas } from '../../api/queries.js';
import classes from './transcript.module.css';
import { TranscriptProblem } from './transcript-problem.js';

interface ReportMistakeProps {
  interviewId: string;
  transcript: Schemas['Transcript'];
  sentence: number;
}

/** After the time for corrections: what is wrong is told to the people who decide. */
export function ReportMistake({ interviewId, transcript, sentence }: ReportMistakeProps) {
  const { t } = useTranslation('transcript');
  const [note, setNote] = useState<string | null>(null);
  const send = useMutation({
    mutationFn: async (told: string) => {
      const params = { path: { interviewId, transcriptId: transcript.id } };
      const body = { sentence, note: told };
      await api.POST('/v1/interviews/{interviewId}/transcripts/{transcriptId}/mistakes', { params, body });
    },
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['transcripts', interviewId] });
      setNote(null);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (note?.trim()) send.mutate(note.trim());
  };
  const reported = transcript.reportedMistakes.filter((mistake) => mistake.sentence === sentence);
  return (
    <div className={classes['whole']}>
      {reported.map((mistake) => (
        <Text key={mistake.reportedAt} c="dimmed" dir="auto">
          {t('reported', { note: mistake.note })}
        </Text>
      ))}
      {note === null ? (
        <Button variant="subtle" onClick={() => setNote('')}>
          {t('report')}
        </Button>
      ) : (
        <form onSubmit={submit}>
          <Textarea
            label={t('reportLabel')}
            autoFocus
            autosize
            maxLength={1_000}
            value={note}
            onChange={({ currentTarget }) => setNote(currentTarget.value)}
          />
          {send.isError && <TranscriptProblem error={send.error} />}
          <Button type="submit" variant="default" mt="xs" loading={send.isPending}>
            {t('reportSend')}
          </Button>
        </form>
      )}
    </div>
  );
}
