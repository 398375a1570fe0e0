import { Anchor, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { BandHead } from './band-head.js';
import { type CandidateEntry, entriesOf, LevelOn, StageAndClock, TieWithBandAbove } from './candidate-entry.js';
import type { CandidateListProps } from './candidate-list.js';
import classes from './candidates.module.css';
import { CandidateFlags } from './flag-list.js';
import { RankRange } from './rank-range.js';
import { ScoreCell } from './score-cell.js';
import { SelectBox } from './select-box.js';

/** The same on telephones: a header for each band, and a card for each candidate. */
export function CandidateCards(props: CandidateListProps) {
  return props.bands.map((band) => (
    <section key={band.band}>
      <Title order={2} fw={400} className={classes['bandHead']}>
        <BandHead band={band} areSomeLeftOut={props.areSomeLeftOut} />
      </Title>
      <ul className={classes['cards']}>
        {entriesOf(band, props).map((entry) => (
          <Card key={entry.candidate.applicationId} {...entry} />
        ))}
      </ul>
    </section>
  ));
}

function Card({ candidate, criteria, hasRanges, band, isSelected, onSelect }: CandidateEntry) {
  const { t } = useTranslation('candidates');
  const { applicationId, name, scorecard } = candidate;
  return (
    <li className={classes['card']} data-row={applicationId}>
      <div className={classes['head']}>
        <SelectBox name={name} isSelected={isSelected} onSelect={onSelect} />
        <span className={classes['rank']}>
          <RankRange band={band} />
        </span>
        <Anchor component={Link} to={`/console/applications/${applicationId}`} mih={44} display="inline-flex">
          <bdi style={{ alignSelf: 'center' }}>{name ?? t('unnamed')}</bdi>
        </Anchor>
      </div>
      {hasRanges && (
        <div>
          <ScoreCell scorecard={scorecard} />
        </div>
      )}
      <dl className={classes['facts']}>
        {criteria.map(({ id, letter }) => (
          <div key={id} className={classes['fact']}>
            <dt>{letter}</dt>
            <dd>
              <LevelOn candidate={candidate} criterionId={id} />
            </dd>
          </div>
        ))}
      </dl>
      <Text size="sm">{t('quotes', { count: candidate.evidenceCount })}</Text>
      <TieWithBandAbove candidate={candidate} />
      <CandidateFlags candidate={candidate} />
      <div>
        <StageAndClock candidate={candidate} />
      </div>
    </li>
  );
}
