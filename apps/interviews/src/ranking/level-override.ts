import type { ChangeReason, LevelOverride } from '@guildhall/messages/interviews';
import type { StoredOutline } from './scorecard-outline.js';

/** A level that a review ended with. */
export interface ConcludedLevel {
  reviewerId: string;
  criterion: string;
  level: number;
  /** Null where it is the level that was given blind. */
  reason: ChangeReason | null;
}

/** What stands beside the engine's levels: null where nobody concluded a review, or it came to the same. */
export function levelOverride(
  { criteria }: { criteria: Pick<StoredOutline['criteria'][number], 'criterion' | 'level'>[] },
  concluded: readonly ConcludedLevel[] = [],
): LevelOverride | null {
  const engine = new Map(criteria.map(({ criterion, level }) => [criterion, level]));
  const different = concluded.filter(({ criterion, level }) => engine.get(criterion) !== level);
  const [first] = different;
  if (!first) return null;
  return {
    reviewerId: first.reviewerId,
    levels: different.map(({ criterion, level }) => ({ criterionId: criterion, level })),
    reasonCode: different.find(({ reason }) => reason !== null)?.reason ?? null,
  };
}
