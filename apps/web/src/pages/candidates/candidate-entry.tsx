import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Candidate } from '../../api/console-schemas.js';
import { DueText } from '../console/due-text.js';
import type { Band, Ranked } from './candidate-bands.js';
import type { CandidateListProps, LetteredCriterion } from './candidate-list.js';
import { LevelCell } from './score-cell.js';
import { StageBadge } from './stage-badge.js';

/** What a row of the table, or a card, shows. */
export interface CandidateEntry {
  candidate: Candidate;
  criteria: LetteredCriterion[];
  hasRanges: boolean;
  band: Band<Ranked>;
  isSelected: boolean;
  onSelect: (isSelected: boolean) => void;
}

/** One for each of a band, all of whom have its rank. */
export function entriesOf(
  band: Band<Candidate>,
  { criteria, hasRanges, isSelected, onSelect }: CandidateListProps,
): CandidateEntry[] {
  return band.members.map((candidate) => ({
    ...{ candidate, criteria, hasRanges, band },
    isSelected: isSelected(candidate.applicationId),
    onSelect: (isChosen) => onSelect(candidate.applicationId, isChosen),
  }));
}

export function LevelOn({ candidate, criterionId }: { candidate: Candidate; criterionId: string }) {
  return <LevelCell criterion={candidate.scorecard.criteria.find(({ criterion }) => criterion === criterionId)} />;
}

export function TieWithBandAbove({ candidate }: { candidate: Candidate }) {
  const { t } = useTranslation('candidates');
  return (
    candidate.alsoTiesWithPreviousBand && (
      <Text size="sm" c="dimmed">
        {t('alsoTies')}
      </Text>
    )
  );
}

export function StageAndClock({ candidate: { stage, decisionDueAt } }: { candidate: Candidate }) {
  return (
    <>
      <StageBadge stage={stage} />
      <DueText dueAt={decisionDueAt ?? null} />
    </>
  );
}
