import { Anchor, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { BandHead } from './band-head.js';
import { type CandidateEntry, entriesOf, LevelOn, StageAndClock, TieWithBandAbove } from './candidate-entry.js';
import type { CandidateListProps } from './candidate-list.js';
import classes from './candidates.module.css';
import { CandidateFlags } from './flag-list.js';
import { IntervalAxis } from './interval-strip.js';
import { RankRange } from './rank-range.js';
import { ScoreCell } from './score-cell.js';
import { SelectBox } from './select-box.js';

/** Candidates in bands, each a group of rows under a header of its own. */
export function CandidateTable(props: CandidateListProps) {
  const { t } = useTranslation('candidates');
  const { bands, criteria, hasRanges, areSomeLeftOut } = props;
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
          {entriesOf(band, props).map((entry) => (
            <Row key={entry.candidate.applicationId} {...entry} />
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

function Row({ candidate, criteria, hasRanges, band, isSelected, onSelect }: CandidateEntry) {
  const { t } = useTranslation('candidates');
  const { applicationId, name, scorecard } = candidate;
  return (
    <tr className={classes['row']} data-row={applicationId}>
      <td>
        <SelectBox name={name} isSelected={isSelected} onSelect={onSelect} />
      </td>
      <td className={classes['rank']}>
        <RankRange band={band} />
      </td>
      <th scope="row">
        <Anchor component={Link} to={`/console/applications/${applicationId}`} size="md">
          <bdi>{name ?? t('unnamed')}</bdi>
        </Anchor>
        <TieWithBandAbove candidate={candidate} />
        <CandidateFlags candidate={candidate} />
      </th>
      {hasRanges && (
        <td className={classes['range']}>
          <ScoreCell scorecard={scorecard} />
        </td>
      )}
      {criteria.map(({ id }) => (
        <td key={id} className={classes['digit']}>
          <LevelOn candidate={candidate} criterionId={id} />
        </td>
      ))}
      <td className={classes['quotes']}>{t('quotes', { count: candidate.evidenceCount })}</td>
      <td className={classes['clock']}>
        <StageAndClock candidate={candidate} />
      </td>
    </tr>
  );
}
