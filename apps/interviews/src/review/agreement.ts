import type { Agreement, EngineAgreement, ReviewAgreement } from '@guildhall/messages/interviews';
import { estimateAll, quadraticWeightedKappa } from '@guildhall/statistics';

/** One criterion of one result, as a person and the engine see it. */
export interface RatedCriterion {
  reviewId: string;
  reviewerId: string;
  /** What was rated; ratings of one result are drawn together. */
  scorecardId: string;
  criterion: string;
  /** Given before anything was shown. */
  blind: number;
  engine: number;
  /** Changed to after the reveal; null where the blind level stands. */
  changedTo: number | null;
  isConcluded: boolean;
}

type LevelPair = { of: string; a: number; b: number };

const bootstrap = { seed: 1, resamples: 500, level: 0.95 } as const;
const digits = 1_000;

/**
 * Agreement of people with the engine and with each other, in the order in which reviews were saved.
 * @param ratings of results that are ranked, oldest first
 * @see Cohen, Weighted kappa, Psychological Bulletin 70 (1968), https://doi.org/10.1037/h0026256
 */
export function agreementOf(ratings: readonly RatedCriterion[], isCut: boolean): ReviewAgreement {
  const grouped = (key: (rating: RatedCriterion) => string) =>
    [...groupedBy(ratings, key)].sort(([one], [other]) => (one < other ? -1 : 1));
  return {
    results: new Set(ratings.map(({ scorecardId }) => scorecardId)).size,
    all: withEngine(ratings),
    byCriterion: grouped(({ criterion }) => criterion).map(([criterion, own]) => ({ criterion, ...withEngine(own) })),
    byReviewer: grouped(({ reviewerId }) => reviewerId).map(([reviewerId, own]) => ({
      reviewerId,
      ...withEngine(own),
    })),
    betweenReaders: agreement(readerPairs(ratings)),
    ...bootstrap,
    isCut,
  };
}

function withEngine(ratings: readonly RatedCriterion[]): EngineAgreement {
  const concluded = ratings.filter(({ isConcluded }) => isConcluded);
  return {
    ...agreement(ratings.map(({ scorecardId, blind, engine }) => ({ of: scorecardId, a: blind, b: engine }))),
    overrideRate: share(concluded, ({ blind, changedTo, engine }) => (changedTo ?? blind) !== engine),
    changeRate: share(concluded, ({ changedTo }) => changedTo !== null),
  };
}

/** Each criterion that two people rated: the first one's level beside the second one's. */
function readerPairs(ratings: readonly RatedCriterion[]): LevelPair[] {
  const byCriterion = groupedBy(ratings, ({ scorecardId, criterion }) => `${scorecardId} ${criterion}`);
  return [...byCriterion.values()].flatMap(([first, second]) =>
    first && second ? [{ of: first.scorecardId, a: first.blind, b: second.blind }] : [],
  );
}

function agreement(pairs: readonly LevelPair[]): Agreement {
  const levels = { a: pairs.map(({ a }) => a), b: pairs.map(({ b }) => b) };
  const groups = pairs.map(({ of }) => of);
  const kappa =
    pairs.length === 0
      ? { value: null, interval: null }
      : estimateAll({ kappa: quadraticWeightedKappa(levels) }, groups, bootstrap).kappa;
  return {
    ratings: pairs.length,
    kappa: rounded(kappa.value),
    interval: kappa.interval && { low: rounded(kappa.interval.low)!, high: rounded(kappa.interval.high)! },
    exact: share(pairs, ({ a, b }) => a === b),
    adjacent: share(pairs, ({ a, b }) => Math.abs(a - b) <= 1),
  };
}

function share<T>(all: readonly T[], counts: (one: T) => boolean): number | null {
  return all.length === 0 ? null : rounded(all.filter(counts).length / all.length);
}

function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * digits) / digits;
}

/** `Map.groupBy`, which Node has from 21 on. */
function groupedBy<T>(all: readonly T[], key: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(key(one));
    if (group) group.push(one);
    else groups.set(key(one), [one]);
  }
  return groups;
}
