import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Candidate } from '../../api/console-schemas.js';
import type { LetteredCriterion } from './candidate-list.js';
import classes from './candidates.module.css';
import { isBaseline } from './score-cell.js';

interface LegendProps {
  ranked: Candidate[];
  criteria: LetteredCriterion[];
}

/** What letters, ranges and bands mean; how wide the ranges are meant to be, the results say themselves. */
export function Legend({ ranked, criteria }: LegendProps) {
  const { t } = useTranslation('candidates');
  const ofModel = ranked.find(({ scorecard }) => !isBaseline(scorecard));
  const level = ofModel?.scorecard.interval?.level;
  return (
    <Stack gap={4}>
      <ul className={classes['letters']} aria-label={t('criteria')}>
        {criteria.map(({ id, letter, title }) => (
          <li key={id}>
            <b>{letter}</b> <bdi>{title}</bdi>
          </li>
        ))}
      </ul>
      {level !== undefined && <Text size="sm">{t('legend', { level: Math.round(level * 100) })}</Text>}
      {ranked.some(({ scorecard }) => isBaseline(scorecard)) && <Text size="sm">{t('baselineLegend')}</Text>}
    </Stack>
  );
}
