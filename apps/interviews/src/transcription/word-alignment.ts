import { type ComparableWord, comparableWord, unlikeness } from './misheard-words.js';

/**
 * One step through what was heard and what it is corrected to, side by side. The ranges are half-open indices of words; a
 * word that was taken out has no corrected one, an added one was not heard.
 */
export interface AlignmentStep {
  kind: 'kept' | 'changed' | 'added' | 'removed';
  heardFrom: number;
  heardTo: number;
  correctedFrom: number;
  correctedTo: number;
}

/** Words of each side that one step takes. A word may have been heard as up to three, or up to three as one. */
interface Move {
  heard: number;
  corrected: number;
}

const removal: Move = { heard: 1, corrected: 0 };
const addition: Move = { heard: 0, corrected: 1 };
const onePair: Move = { heard: 1, corrected: 1 };
const moves: readonly Move[] = [
  onePair,
  { heard: 2, corrected: 1 },
  { heard: 1, corrected: 2 },
  { heard: 3, corrected: 1 },
  { heard: 1, corrected: 3 },
  removal,
  addition,
];

/** Of a word that stands on one side alone. All costs are integers, so that the same words always align alike. */
const loneCost = 20;
const leastChangeCost = 10;
const costOfUnlikeness = 20;
const costOfFurtherWord = 5;

/** Beyond this many pairs of words only equal ones are paired: likeness is the costly part. */
const mostPairsCompared = 40_000;
/** Beyond this nothing is paired: 2,000 characters against what is heard in some minutes without a pause. */
const mostPairs = 400_000;

/**
 * Aligns the words of a sentence as it was heard with those it is corrected to, so that the least has to be explained by
 * words added or removed. Every word of either side stands in exactly one step, in order.
 */
export function alignWords(heard: readonly string[], corrected: readonly string[]): AlignmentStep[] {
  const one = heard.map(comparableWord);
  const other = corrected.map(comparableWord);
  const shorter = Math.min(one.length, other.length);
  let before = 0;
  while (before < shorter && one[before]!.key === other[before]!.key) before += 1;
  let after = 0;
  while (after < shorter - before && one.at(-1 - after)!.key === other.at(-1 - after)!.key) after += 1;
  const middle = pathThrough(one.slice(before, one.length - after), other.slice(before, other.length - after));
  return stepsOf([...same(before), ...middle, ...same(after)], one, other);
}

function same(count: number): Move[] {
  return Array.from({ length: count }, () => onePair);
}

/** The cheapest way from the first words to the last, by the usual table of costs. */
function pathThrough(heard: readonly ComparableWord[], corrected: readonly ComparableWord[]): Move[] {
  const size = heard.length * corrected.length;
  if (size > mostPairs) return [...heard.map(() => removal), ...corrected.map(() => addition)];
  const isClose = size <= mostPairsCompared;
  const usable = isClose ? moves : [onePair, removal, addition];
  const pairCost = isClose ? costOfPair : costOfEqual;
  const width = corrected.length + 1;
  const costs = new Int32Array((heard.length + 1) * width);
  const taken = new Uint8Array(costs.length);
  for (let i = 0; i <= heard.length; i += 1) {
    for (let j = 0; j <= corrected.length; j += 1) {
      if (i === 0 && j === 0) continue;
      let best = Number.MAX_SAFE_INTEGER;
      for (const [number, move] of usable.entries()) {
        if (move.heard > i || move.corrected > j) continue;
        const earlier = costs[(i - move.heard) * width + j - move.corrected]!;
        if (earlier >= best) continue;
        const own = move === removal || move === addition ? loneCost : pairCost(heard, corrected, { i, j, move });
        if (own === null || earlier + own >= best) continue;
        best = earlier + own;
        taken[i * width + j] = number;
      }
      costs[i * width + j] = best;
    }
  }
  return walkBack(usable, taken, heard.length, corrected.length);
}

/** @param taken for each cell of the table the number of the move that leads there */
function walkBack(usable: readonly Move[], taken: Uint8Array, heard: number, corrected: number): Move[] {
  const path: Move[] = [];
  for (let i = heard, j = corrected; i > 0 || j > 0; ) {
    const move = usable[taken[i * (corrected + 1) + j]!]!;
    path.push(move);
    i -= move.heard;
    j -= move.corrected;
  }
  return path.reverse();
}

/** The words up to `i` and `j`, of which the move takes the last ones. */
interface Place {
  i: number;
  j: number;
  move: Move;
}

/** @returns null where the words are no mishearing of each other */
function costOfPair(
  heard: readonly ComparableWord[],
  corrected: readonly ComparableWord[],
  place: Place,
): number | null {
  const equal = costOfEqual(heard, corrected, place);
  if (equal !== null) return equal;
  const { i, j, move } = place;
  const share = unlikeness(heard.slice(i - move.heard, i), corrected.slice(j - move.corrected, j));
  if (share === null) return null;
  const furtherWords = move.heard + move.corrected - 2;
  return leastChangeCost + Math.round(costOfUnlikeness * share) + costOfFurtherWord * furtherWords;
}

function costOfEqual(
  heard: readonly ComparableWord[],
  corrected: readonly ComparableWord[],
  { i, j, move }: Place,
): number | null {
  return move === onePair && heard[i - 1]!.key === corrected[j - 1]!.key ? 0 : null;
}

function stepsOf(
  path: readonly Move[],
  heard: readonly ComparableWord[],
  corrected: readonly ComparableWord[],
): AlignmentStep[] {
  let heardFrom = 0;
  let correctedFrom = 0;
  return path.map((move) => {
    const range = {
      heardFrom,
      heardTo: heardFrom + move.heard,
      correctedFrom,
      correctedTo: correctedFrom + move.corrected,
    };
    heardFrom = range.heardTo;
    correctedFrom = range.correctedTo;
    if (move === removal) return { kind: 'removed', ...range };
    if (move === addition) return { kind: 'added', ...range };
    const isSame = move === onePair && heard[range.heardFrom]!.key === corrected[range.correctedFrom]!.key;
    return { kind: isSame ? 'kept' : 'changed', ...range };
  });
}
