import { Text, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Candidate, ComparedCandidate } from '../../api/console-schemas.js';
import { IntervalStrip } from './interval-strip.js';
import { scoreRange, scoreRangeText } from './score-range.js';

type Scorecard = Pick<Candidate['scorecard'], 'engine'> & Pick<ComparedCandidate, 'interval' | 'total'>;

/** The range first, the point second. Of the demonstration engine no number is shown. */
export function ScoreCell({ scorecard }: { scorecard: Scorecard }) {
  const { t } = useTranslation('candidates');
  const range = isBaseline(scorecard) ? null : scoreRange(scorecard.interval, scorecard.total);
  if (range === null) {
    return (
      <Text size="sm" c="dimmed">
        {t(isBaseline(scorecard) ? 'wordsOnly' : 'noRange')}
      </Text>
    );
  }
  return (
    <>
      <IntervalStrip range={range} />
      <bdi className="left-to-right">{scoreRangeText(range)}</bdi>
    </>
  );
}

export const isBaseline = ({ engine }: Pick<Scorecard, 'engine'>): boolean => engine === 'baseline';

type Criterion = Pick<Candidate['scorecard']['criteria'][number], 'level' | 'word'>;

/** A digit from 1 to 5, or the word of the demonstration engine. */
export function LevelCell({ criterion }: { criterion: Criterion | undefined }) {
  const { t } = useTranslation('candidates');
  if (criterion?.word) return <>{t(`word.${criterion.word}`)}</>;
  if (criterion?.level) return <>{criterion.level}</>;
  return (
    <>
      <span aria-hidden>–</span>
      <VisuallyHidden>{t('noLevel')}</VisuallyHidden>
    </>
  );
}
