import { Box, Button, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './answers.module.css';
import { letterOf } from './criterion-letter.js';
import { placesOf } from './quote-places.js';
import { SentenceLine, type SentenceMark } from './sentence-line.js';
import { correctedSpots, foundSpots, type ReadAnswer, sentenceAt, shownText } from './sentences.js';
import type { Spot } from './text-pieces.js';
import { TextSearch } from './text-search.js';
import type { Playback } from './use-playback.js';

/** A quote to be marked in the text. */
export interface MarkedQuote {
  questionId: string;
  text: string;
  /** Of the recording; null for a written answer. */
  startSeconds: number | null;
  /** Of its criterion in the plan, from 0; null for what stands for none. */
  place: number | null;
  kind: 'quote' | 'flagged';
}

interface AnswerTextsProps {
  answers: readonly ReadAnswer[];
  playback: Playback;
  quotes: readonly MarkedQuote[];
  /** Beside a sentence, for what can be done with it. */
  actionOf?: (answer: ReadAnswer, n: number) => ReactNode;
}

/** The same each time, so that a sentence without marks stays as it is. */
const unmarked: readonly Spot<SentenceMark>[] = [];

/** Everything that was said or written, in step with what plays. Whoever scrolls by hand is left where they are. */
export function AnswerTexts({ answers, playback, quotes, actionOf }: AnswerTextsProps) {
  const { t } = useTranslation('answers');
  const [wanted, setWanted] = useState('');
  const [follows, setFollows] = useState(true);
  const scroller = useRef<HTMLElement>(null);
  const current = answers.find(({ takeId }) => takeId !== null && takeId === playback.takeId);
  const isBegun = playback.seconds > 0 || playback.isPlaying;
  const spoken = current && isBegun ? sentenceAt(current.sentences, playback.seconds) : null;
  const spokenId = spoken === null ? null : `${current!.questionId}.${spoken}`;
  const spots = useMemo(() => spotsOf(answers, quotes, wanted), [answers, quotes, wanted]);

  useEffect(() => {
    if (follows && spokenId !== null) bringIntoSight(scroller.current, `[data-sentence="${CSS.escape(spokenId)}"]`);
  }, [follows, spokenId]);

  const stopFollowing = () => setFollows(false);
  const isCorrected = answers.some(({ sentences }) => sentences.some(({ correctedText }) => correctedText !== null));
  return (
    <div className={classes['texts']}>
      <TextSearch
        wanted={wanted}
        onChange={setWanted}
        count={[...spots.values()].flat().filter(({ mark }) => mark.kind === 'found').length}
        onNext={() => {
          stopFollowing();
          goToNextFound(scroller.current);
        }}
      />
      {/* What scrolls takes the focus, so that keys scroll it as well. */}
      <Box
        component="section"
        ref={scroller}
        className={classes['scroller']}
        aria-label={t('texts')}
        tabIndex={0}
        onWheel={stopFollowing}
        onTouchMove={stopFollowing}
      >
        {isCorrected && (
          <Text size="sm" c="dimmed">
            {t('corrected')}
          </Text>
        )}
        {answers.map((answer, index) => (
          <section
            key={answer.questionId}
            aria-label={t('answer', { number: index + 1 })}
            className={classes['answer']}
          >
            <Title order={3} size="16px">
              {t('answer', { number: index + 1 })}
              {answer.kind === 'written' && ` · ${t('written')}`}
            </Title>
            <Text c="dimmed" size="sm" dir="auto" lang={answer.language ?? undefined}>
              {answer.question}
            </Text>
            {answer.sentences.length === 0 ? (
              <Text>{t(answer.kind === null ? 'nothing' : 'noText')}</Text>
            ) : (
              <ol className={classes['sentences']} data-answer={answer.questionId}>
                {answer.sentences.map((sentence) => {
                  const id = `${answer.questionId}.${sentence.n}`;
                  return (
                    <SentenceLine
                      key={id}
                      {...{ id, sentence, language: answer.language ?? 'en', spots: spots.get(id) ?? unmarked }}
                      isSpoken={id === spokenId}
                      onPlay={
                        answer.takeId === null
                          ? null
                          : () => {
                              setFollows(true);
                              playback.play({
                                takeId: answer.takeId!,
                                startSeconds: sentence.startSeconds,
                                endSeconds: null,
                              });
                            }
                      }
                      action={actionOf?.(answer, sentence.n)}
                    />
                  );
                })}
              </ol>
            )}
          </section>
        ))}
      </Box>
      {!follows && spokenId !== null && (
        <Button variant="default" className={classes['back']} onClick={() => setFollows(true)}>
          {t('backToNow')}
        </Button>
      )}
    </div>
  );
}

/** What is to be marked in each sentence, by its id. */
function spotsOf(answers: readonly ReadAnswer[], quotes: readonly MarkedQuote[], wanted: string) {
  const spots = new Map<string, Spot<SentenceMark>[]>();
  const add = (id: string, found: readonly Spot<SentenceMark>[]) => {
    if (found.length > 0) spots.set(id, [...(spots.get(id) ?? []), ...found]);
  };
  for (const { questionId, sentences } of answers) {
    const shown = sentences.map((sentence) => ({ ...sentence, text: shownText(sentence) }));
    for (const { text, startSeconds, place, kind } of quotes.filter((quote) => quote.questionId === questionId)) {
      const mark = { kind, place, letter: place === null ? null : letterOf(place) };
      for (const { n, from, to } of placesOf(shown, { text, startSeconds }))
        add(`${questionId}.${n}`, [{ from, to, mark }]);
    }
    for (const sentence of sentences) {
      const id = `${questionId}.${sentence.n}`;
      add(id, correctedSpots(sentence, { kind: 'corrected', place: null, letter: null }));
      add(id, foundSpots(shownText(sentence), wanted, { kind: 'found', place: null, letter: null }));
    }
  }
  return spots;
}

function bringIntoSight(scroller: HTMLElement | null, selector: string): void {
  const sentence = scroller?.querySelector<HTMLElement>(selector);
  if (!scroller || !sentence) return;
  // On telephones the page scrolls, not the text in it.
  if (scroller.scrollHeight <= scroller.clientHeight) {
    sentence.scrollIntoView({ block: 'nearest' });
    return;
  }
  const from = sentence.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
  const isInSight = from >= 0 && from + sentence.offsetHeight <= scroller.clientHeight;
  if (!isInSight) scroller.scrollTop += from - scroller.clientHeight / 3;
}

function goToNextFound(scroller: HTMLElement | null): void {
  const found = [...(scroller?.querySelectorAll<HTMLElement>('[data-found]') ?? [])];
  const at = found.findIndex((each) => each.dataset['found'] === 'here');
  const next = found[(at + 1) % found.length];
  if (at >= 0) found[at]!.dataset['found'] = '';
  if (!next) return;
  next.dataset['found'] = 'here';
  next.scrollIntoView({ block: 'center' });
}
