import { Anchor, Text, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Candidate } from '../../api/console-schemas.js';
import { DueText } from '../console/due-text.js';
import { BandHead } from './band-head.js';
import { rankRange } from './candidate-bands.js';
import { evidenceCountOf } from './candidate-flags.js';
import type { CandidateListProps, LetteredCriterion } from './candidate-list.js';
import classes from './candidates.module.css';
import { CandidateFlags } from './flag-list.js';
import { IntervalAxis } from './interval-strip.js';
import { LevelCell, ScoreCell } from './score-cell.js';
import { SelectBox } from './select-box.js';
import { StageBadge } from './stage-badge.js';

/** Candidates in bands, each a group of rows under a header of its own. */
export function CandidateTable({
  bands,
  criteria,
  hasRanges,
  areSomeLeftOut,
  isSelected,
  onSelect,
}: CandidateListProps) {
  const { t } = useTranslation('candidates');
  return (
    <table className={classes['table']}>
      <caption>
        <VisuallyHidden>{t('title')}</VisuallyHidden>
      </caption>
      <Head criteria={criteria} hasRanges={hasRanges} />
      {bands.map((band) => (
        <tbody key={band.band}>
          <tr className={classes['band']}>
            <th colSpan={(hasRanges ? 6 : 5) + criteria.length} scope="rowgroup">
              <BandHead band={band} areSomeLeftOut={areSomeLeftOut} />
            </th>
          </tr>
          {band.members.map((candidate) => (
            <Row
              key={candidate.applicationId}
              {...{ candidate, criteria, hasRanges, rank: rankRange(band) }}
              isSelected={isSelected(candidate.applicationId)}
              onSelect={(isChosen) => onSelect(candidate.applicationId, isChosen)}
            />
          ))}
        </tbody>
      ))}
    </table>
  );
}

function Head({ criteria, hasRanges }: Pick<CandidateListProps, 'criteria' | 'hasRanges'>) {
  const { t } = useTranslation('candidates');
  return (
    <thead>
      <tr>
        <th scope="col">
          <VisuallyHidden>{t('select')}</VisuallyHidden>
        </th>
        <th scope="col">{t('rank')}</th>
        <th scope="col">{t('candidate')}</th>
        {hasRanges && (
          <th scope="col" className={classes['range']}>
            {t('range')}
            <IntervalAxis />
          </th>
        )}
        {criteria.map(({ id, letter, title }) => (
          <th key={id} scope="col" className={classes['digit']}>
            {letter}
            <VisuallyHidden>: {title}</VisuallyHidden>
          </th>
        ))}
        <th scope="col">{t('evidence')}</th>
        <th scope="col" className={classes['clock']}>
          {t('stageAndClock')}
        </th>
      </tr>
    </thead>
  );
}

interface RowProps {
  candidate: Candidate;
  criteria: LetteredCriterion[];
  hasRanges: boolean;
  rank: string;
  isSelected: boolean;
  onSelect: (isSelected: boolean) => void;
}

function Row({ candidate, criteria, hasRanges, rank, isSelected, onSelect }: RowProps) {
  const { t } = useTranslation('candidates');
  const { applicationId, name, scorecard, stage, alsoTiesWithPreviousBand, decisionDueAt } = candidate;
  return (
    <tr className={classes['row']} data-row={applicationId}>
      <td>
        <SelectBox name={name} isSelected={isSelected} onSelect={onSelect} />
      </td>
      <td className={classes['rank']}>
        <bdi className="left-to-right">{rank}</bdi>
      </td>
      <th scope="row">
        <Anchor component={Link} to={`/console/applications/${applicationId}`} size="md">
          <bdi>{name ?? t('unnamed')}</bdi>
        </Anchor>
        {alsoTiesWithPreviousBand && (
          <Text size="sm" c="dimmed">
            {t('alsoTies')}
          </Text>
        )}
        <CandidateFlags candidate={candidate} />
      </th>
      {hasRanges && (
        <td className={classes['range']}>
          <ScoreCell scorecard={scorecard} />
        </td>
      )}
      {criteria.map(({ id }) => (
        <td key={id} className={classes['digit']}>
          <LevelCell criterion={scorecard.criteria.find(({ criterion }) => criterion === id)} />
        </td>
      ))}
      <td className={classes['quotes']}>{t('quotes', { count: evidenceCountOf(candidate) })}</td>
      <td className={classes['clock']}>
        <StageBadge stage={stage} />
        <DueText dueAt={decisionDueAt ?? null} />
      </td>
    </tr>
  );
}
