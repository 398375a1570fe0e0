import { Button, Group, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import { queryClient, type Schemas } from '../../api/queries.js';
import { formatClock } from '../../i18n/format.js';
import { directionOf } from '../../i18n/languages.js';
import { isUnsure, piecesOf } from './marked-words.js';
import { ReportMistake } from './report-mistake.js';
import classes from './transcript.module.css';
import { TranscriptProblem } from './transcript-problem.js';

interface SentenceRowProps {
  interviewId: string;
  transcript: Schemas['Transcript'];
  sentence: Schemas['TranscriptSentence'];
  isOriginal: boolean;
  /** Null where there is nothing to hear. */
  onPlay: ((loops: boolean) => void) | null;
  onEnd: () => void;
}

export function SentenceRow({ interviewId, transcript, sentence, isOriginal, onPlay, onEnd }: SentenceRowProps) {
  const { t } = useTranslation('transcript');
  const [isEditing, setIsEditing] = useState(false);
  const edit = () => {
    setIsEditing(true);
    onPlay?.(true);
  };
  const end = () => {
    setIsEditing(false);
    onEnd();
  };
  return (
    <li className={classes['sentence']}>
      {onPlay && (
        <Button
          variant="subtle"
          aria-label={t('play', { time: formatClock(sentence.startSeconds) })}
          onClick={() => onPlay(false)}
        >
          <span className="left-to-right">{formatClock(sentence.startSeconds)}</span>
        </Button>
      )}
      {isEditing ? (
        <div className={classes['whole']}>
          <SentenceEditor {...{ interviewId, transcript, sentence }} onPlay={onPlay} onEnd={end} />
        </div>
      ) : (
        <Text lang={transcript.language} dir={directionOf(transcript.language)}>
          <Words sentence={sentence} isOriginal={isOriginal} />
        </Text>
      )}
      {transcript.correctable && !isEditing && (
        <Button variant="default" onClick={edit}>
          {t('edit')}
        </Button>
      )}
      {!transcript.correctable && transcript.kind === 'recorded' && (
        <ReportMistake {...{ interviewId, transcript, sentence: sentence.n }} />
      )}
    </li>
  );
}

function Words({ sentence, isOriginal }: { sentence: Schemas['TranscriptSentence']; isOriginal: boolean }) {
  const { t } = useTranslation('transcript');
  if (sentence.correctedText !== null && !isOriginal) {
    return sentence.correctedText === '' ? t('removed') : sentence.correctedText;
  }
  const words = sentence.words.map(({ word, confidence }) => ({ word, mark: isUnsure(confidence) ? true : null }));
  return piecesOf(sentence.text, words).map(({ text, at, mark }) =>
    mark ? (
      <span key={at} className={classes['unsure']}>
        {text}
      </span>
    ) : (
      text
    ),
  );
}

type EditorProps = Pick<SentenceRowProps, 'interviewId' | 'transcript' | 'sentence' | 'onPlay' | 'onEnd'>;

/** The sentence alone, whose sound goes on and on beside it. Ctrl and Enter save, Escape leaves it as it was. */
function SentenceEditor({ interviewId, transcript, sentence, onPlay, onEnd }: EditorProps) {
  const { t } = useTranslation('transcript');
  const { t: shared } = useTranslation();
  const [text, setText] = useState(sentence.correctedText ?? sentence.text);
  const save = useMutation({
    mutationFn: async (corrected: string | null) => {
      const params = { path: { interviewId, transcriptId: transcript.id } };
      const body = { sentence: sentence.n, text: corrected };
      await api.POST('/v1/interviews/{interviewId}/transcripts/{transcriptId}/corrections', { params, body });
    },
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['transcripts', interviewId] });
      onEnd();
    },
  });
  const onKey = (event: KeyboardEvent) => {
    if (event.code === 'Escape') onEnd();
    if (event.code === 'Enter' && event.ctrlKey) save.mutate(text.trim());
    if (event.code === 'KeyP' && event.altKey) {
      event.preventDefault();
      onPlay?.(true);
    }
  };
  return (
    <>
      <Textarea
        label={t('editing')}
        lang={transcript.language}
        dir={directionOf(transcript.language)}
        autoFocus
        autosize
        minRows={2}
        maxLength={2_000}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        onKeyDown={onKey}
      />
      {save.isError && <TranscriptProblem error={save.error} />}
      <Group mt="xs">
        <Button loading={save.isPending} onClick={() => save.mutate(text.trim())}>
          {t('save')}
        </Button>
        <Button variant="default" onClick={onEnd}>
          {shared('cancel')}
        </Button>
        {sentence.correctedText !== null && (
          <Button variant="default" onClick={() => save.mutate(null)}>
            {t('undo')}
          </Button>
        )}
      </Group>
    </>
  );
}
