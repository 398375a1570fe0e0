import type { ComparedCandidate, Comparison } from '../../api/console-schemas.js';

/** Two to five applications that an address names, each once; null for fewer or more. */
export function comparedIds(text: string | null): string[] | null {
  const ids = [...new Set((text ?? '').split(',').filter((id) => /^app_[0-9a-f]{32}$/.test(id)))];
  return ids.length >= 2 && ids.length <= 5 ? ids : null;
}

export type ComparedCriterion = ComparedCandidate['criteria'][number];

export const criterionOf = ({ criteria }: ComparedCandidate, criterionId: string): ComparedCriterion | undefined =>
  criteria.find((criterion) => criterion.criterionId === criterionId);

/** The criteria by which not all are the same: their levels differ, or the words that stand in for them. */
export function differing({ criteria, candidates }: Comparison): Comparison['criteria'] {
  return criteria.filter(({ id }) => {
    const found = candidates.map((candidate) => criterionOf(candidate, id));
    return new Set(found.map((criterion) => criterion?.word ?? criterion?.level ?? null)).size > 1;
  });
}

/** Columns beside each other whose people are in one band, as runs of their numbers: a run of one is tied with nobody beside it. */
export function bandRuns(candidates: readonly Pick<ComparedCandidate, 'band'>[]): { from: number; length: number }[] {
  const runs: { from: number; length: number }[] = [];
  for (const [index, { band }] of candidates.entries()) {
    const last = runs.at(-1);
    if (last && band !== null && candidates[last.from]!.band === band) last.length += 1;
    else runs.push({ from: index, length: 1 });
  }
  return runs;
}
