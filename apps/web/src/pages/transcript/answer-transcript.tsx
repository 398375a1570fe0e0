import { SegmentedControl, Stack, Text } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/queries.js';
import { Notice } from '../../shell/notice.js';
import { Part } from '../../shell/part.js';
import { SentenceRow } from './sentence-row.js';
import { TakePlayer, type TakePlayerHandle } from './take-player.js';

interface AnswerTranscriptProps {
  interviewId: string;
  transcript: Schemas['Transcript'];
  number: number;
  question: string;
}

/** One answer: its recording, and its sentences with the time at which each is said. */
export function AnswerTranscript({ interviewId, transcript, number, question }: AnswerTranscriptProps) {
  const { t } = useTranslation('transcript');
  const player = useRef<TakePlayerHandle>(null);
  const [version, setVersion] = useState<'corrected' | 'original'>('corrected');
  const { language, takeId, sentences, changes, correctedText } = transcript;
  return (
    <Part title={t('answer', { number })}>
      <Text c="dimmed" lang={language} dir="auto" mb="sm">
        {question}
      </Text>
      {transcript.kind === 'written' && <Text mb="sm">{t('written')}</Text>}
      {takeId !== null && <TakePlayer ref={player} takeId={takeId} />}
      {correctedText !== null && (
        <SegmentedControl
          aria-label={t('show')}
          value={version}
          onChange={(chosen) => setVersion(chosen as typeof version)}
          data={[
            { value: 'corrected', label: t('corrected') },
            { value: 'original', label: t('original') },
          ]}
          my="sm"
        />
      )}
      {changes.largeChange && <Notice kind="attention">{t('large')}</Notice>}
      <Stack component="ol" p={0} gap="sm" style={{ listStyle: 'none' }}>
        {sentences.map((sentence) => (
          <SentenceRow
            key={sentence.n}
            {...{ interviewId, transcript, sentence, isOriginal: version === 'original' }}
            onPlay={takeId === null ? null : (loops) => player.current?.play(sentence, loops)}
            onEnd={() => player.current?.stop()}
          />
        ))}
      </Stack>
    </Part>
  );
}
