import { useMediaQuery } from '@mantine/hooks';
import { letterOf } from '../../answers/criterion-letter.js';
import type { Candidate } from '../../api/console-schemas.js';
import type { Band } from './candidate-bands.js';
import { CandidateCards } from './candidate-cards.js';
import { CandidateTable } from './candidate-table.js';

/** A criterion of the plan, with the letter that stands for it in narrow columns. */
export interface LetteredCriterion {
  id: string;
  letter: string;
  title: string;
}

export interface CandidateListProps {
  bands: Band<Candidate>[];
  criteria: LetteredCriterion[];
  /** The demonstration engine has none. */
  hasRanges: boolean;
  /** Filters may leave some of a band out. */
  areSomeLeftOut: boolean;
  isSelected: (applicationId: string) => boolean;
  onSelect: (applicationId: string, isSelected: boolean) => void;
}

/** The width under which a table has no room: cards stand in for it. */
export const useIsNarrow = (): boolean =>
  useMediaQuery('(max-width: 75em)', undefined, { getInitialValueInEffect: false }) ?? false;

export function CandidateList(props: CandidateListProps) {
  return useIsNarrow() ? <CandidateCards {...props} /> : <CandidateTable {...props} />;
}

export function lettered(criteria: readonly { id: string; title: string }[]): LetteredCriterion[] {
  return criteria.map(({ id, title }, index) => ({ id, title, letter: letterOf(index) }));
}
