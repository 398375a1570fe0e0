import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/queries.js';
import { formatClock } from '../i18n/format.js';
import { directionOf } from '../i18n/languages.js';
import classes from './answers.module.css';
import { CriterionLetter, hueOf } from './criterion-letter.js';
import { shownText } from './sentences.js';
import { cut, type Spot } from './text-pieces.js';

export interface SentenceMark {
  kind: 'quote' | 'flagged' | 'corrected' | 'found';
  /** Of its criterion in the plan, from 0. */
  place: number | null;
  letter: string | null;
}

interface SentenceLineProps {
  /** `q1.3` */
  id: string;
  sentence: Schemas['TranscriptSentence'];
  language: string;
  spots: readonly Spot<SentenceMark>[];
  isSpoken: boolean;
  /** Null where there is nothing to hear. */
  onPlay: (() => void) | null;
  action: ReactNode;
}

/** One sentence: when it is said, the letters of what it was quoted for, and its words. */
function Line({ id, sentence, language, spots, isSpoken, onPlay, action }: SentenceLineProps) {
  const { t } = useTranslation('answers');
  const text = shownText(sentence);
  const time = formatClock(sentence.startSeconds);
  const places = [...new Set(spots.flatMap(({ mark }) => (mark.place === null ? [] : [mark.place])))].sort();
  return (
    <li className={`${classes['sentence']} ${isSpoken ? classes['spoken'] : ''}`} aria-current={isSpoken || undefined}>
      {onPlay && (
        <button type="button" className={classes['time']} aria-label={t('playFrom', { time })} onClick={onPlay}>
          <span className="left-to-right">{time}</span>
        </button>
      )}
      <p data-sentence={id} lang={language} dir={directionOf(language)}>
        {text === '' ? t('removed') : cut(text, spots).map((piece) => <Piece key={piece.at} {...piece} />)}
      </p>
      {places.length > 0 && (
        <span className={classes['letters']}>
          {places.map((place) => (
            <CriterionLetter key={place} place={place} />
          ))}
        </span>
      )}
      {action}
    </li>
  );
}

function Piece({ text, marks }: { text: string; marks: readonly SentenceMark[] }) {
  if (marks.length === 0) return text;
  const quote = marks.find(({ kind }) => kind === 'quote');
  const isFound = marks.some(({ kind }) => kind === 'found');
  const names = [
    quote && `${classes['quoted']} ${hueOf(quote.place ?? 0)}`,
    marks.some(({ kind }) => kind === 'flagged') && classes['flagged'],
    marks.some(({ kind }) => kind === 'corrected') && classes['corrected'],
    isFound && classes['found'],
  ].filter(Boolean);
  if (!quote && !isFound) return <span className={names.join(' ')}>{text}</span>;
  return (
    <mark className={names.join(' ')} data-found={isFound ? '' : undefined}>
      {text}
    </mark>
  );
}

/** A text of an hour has hundreds of them, of which one or two change while it plays. */
export const SentenceLine = memo(
  Line,
  (one, other) =>
    one.sentence === other.sentence &&
    one.spots === other.spots &&
    one.isSpoken === other.isSpoken &&
    one.action === other.action &&
    one.language === other.language,
);
