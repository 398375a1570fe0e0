import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Comparison } from '../../api/console-schemas.js';
import { bandRuns } from './compared.js';
import classes from './comparison.module.css';
import { CandidateHead, CriterionCell, type Playing } from './comparison-cells.js';

export interface ComparisonProps extends Playing {
  comparison: Comparison;
  /** Those that are shown. */
  criteria: Comparison['criteria'];
}

/** Criteria as rows, candidates as columns. */
export function ComparisonTable({ comparison: { candidates }, criteria, ...playing }: ComparisonProps) {
  const { t } = useTranslation('comparison');
  const runs = bandRuns(candidates);
  return (
    <table className={classes['table']}>
      <caption>
        <VisuallyHidden>{t('title')}</VisuallyHidden>
      </caption>
      <thead>
        <tr>
          <th scope="col">{t('criterion')}</th>
          {candidates.map((candidate) => (
            <th key={candidate.applicationId} scope="col">
              <CandidateHead candidate={candidate} />
            </th>
          ))}
        </tr>
        {runs.some(({ length }) => length > 1) && (
          <tr>
            <td />
            {runs.map(({ from, length }) => (
              <td key={from} colSpan={length} className={length > 1 ? classes['tied'] : undefined}>
                {length > 1 && t('tied')}
              </td>
            ))}
          </tr>
        )}
      </thead>
      <tbody>
        {criteria.map(({ id, name }) => (
          <tr key={id}>
            <th scope="row">
              <bdi>{name}</bdi>
            </th>
            {candidates.map((candidate) => (
              <td key={candidate.applicationId}>
                <CriterionCell candidate={candidate} criterionId={id} {...playing} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
