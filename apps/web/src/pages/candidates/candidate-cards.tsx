import { Anchor, Text, Title } from '@mantine/core';
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
import { LevelCell, ScoreCell } from './score-cell.js';
import { SelectBox } from './select-box.js';
import { StageBadge } from './stage-badge.js';

/** The same on telephones: a header for each band, and a card for each candidate. */
export function CandidateCards({
  bands,
  criteria,
  hasRanges,
  areSomeLeftOut,
  isSelected,
  onSelect,
}: CandidateListProps) {
  return bands.map((band) => (
    <section key={band.band}>
      <Title order={2} fw={400} className={classes['bandHead']}>
        <BandHead band={band} areSomeLeftOut={areSomeLeftOut} />
      </Title>
      <ul className={classes['cards']}>
        {band.members.map((candidate) => (
          <Card
            key={candidate.applicationId}
            {...{ candidate, criteria, hasRanges, rank: rankRange(band) }}
            isSelected={isSelected(candidate.applicationId)}
            onSelect={(isChosen) => onSelect(candidate.applicationId, isChosen)}
          />
        ))}
      </ul>
    </section>
  ));
}

interface CardProps {
  candidate: Candidate;
  criteria: LetteredCriterion[];
  hasRanges: boolean;
  rank: string;
  isSelected: boolean;
  onSelect: (isSelected: boolean) => void;
}

function Card({ candidate, criteria, hasRanges, rank, isSelected, onSelect }: CardProps) {
  const { t } = useTranslation('candidates');
  const { applicationId, name, scorecard, stage, alsoTiesWithPreviousBand, decisionDueAt } = candidate;
  return (
    <li className={classes['card']} data-row={applicationId}>
      <div className={classes['head']}>
        <SelectBox name={name} isSelected={isSelected} onSelect={onSelect} />
        <span className={classes['rank']}>
          <bdi className="left-to-right">{rank}</bdi>
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
              <LevelCell criterion={scorecard.criteria.find(({ criterion }) => criterion === id)} />
            </dd>
          </div>
        ))}
      </dl>
      <Text size="sm">{t('quotes', { count: evidenceCountOf(candidate) })}</Text>
      {alsoTiesWithPreviousBand && (
        <Text size="sm" c="dimmed">
          {t('alsoTies')}
        </Text>
      )}
      <CandidateFlags candidate={candidate} />
      <div>
        <StageBadge stage={stage} />
        <DueText dueAt={decisionDueAt ?? null} />
      </div>
    </li>
  );
}
