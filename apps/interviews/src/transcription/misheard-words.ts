import { isNegator, stopsNegation } from '../scoring/closed-class-words.js';
import { fold } from '../scoring/folding.js';
import { tokenize } from '../scoring/tokens.js';

/** How unlike two words may be for one to be the other misheard: the share of the longer one that has to be changed. */
const mostUnlike = 0.5;
/** The same for several words that were heard as one, or one as several. */
const mostUnlikeInParts = 0.4;
/** A longer word than any of speech; it is compared as a whole only. */
const longestWord = 40;
/** A vowel is misheard for another more easily than a consonant, and in most languages says less. */
const vowelWeight = 1;
const consonantWeight = 2;
/** Consonants that are misheard for each other as easily as vowels. */
const soundOf = new Map(
  ['bp', 'dt', 'gkcq', 'fv', 'sz', 'mn', 'lr'].flatMap((alike) => [...alike].map((one) => [one, alike])),
);

const vowels = new Set('aeiouyæøœəɯɨаеёиоуыэюяіїєαεηιουω');
/** Accents of Latin, Greek and Cyrillic; in other scripts such marks are vowels and stay. */
const accents = /[\u0300-\u036f]/g;
const notLetters = /[^\p{L}\p{M}\p{N}]/gu;
const marksAtEnds = /^[^\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}]+$/gu;
/** Words that are misheard for each other without being alike, and that say nothing of their own. */
const joiners = new Set('a an the and or of at by for from in into on onto to with as that than then so'.split(' '));
const denyingPrefixes = ['un', 'in', 'im', 'il', 'ir', 'dis', 'non', 'mis'];

/** A word in the form in which the alignment compares it. */
export interface ComparableWord {
  /** Folded, without the marks around it; of marks alone the marks. Equal keys are the same word. */
  key: string;
  letters: string;
  /** Holds a negation: `not`, `can't`, `never`. */
  denies: boolean;
  /** Begins a clause, and so ends the reach of a negation before it. */
  startsClause: boolean;
  /** An article, a preposition or a conjunction. */
  isJoiner: boolean;
}

export function comparableWord(word: string): ComparableWord {
  const folded = fold(word).replaceAll('’', "'");
  const key = folded.replace(marksAtEnds, '') || folded;
  const tokens = tokenize(word);
  return {
    ...{ key, letters: lettersOf(key), isJoiner: joiners.has(key) },
    denies: tokens.some(({ text }) => isNegator(text)),
    startsClause: tokens.some(({ text }) => stopsNegation(text)),
  };
}

/**
 * How unlike the words that were heard and those that they are corrected to are, from 0 (spelled the same) to `mostUnlike`;
 * null where they are no mishearing of each other. Taking a negation away, putting one in or ending its reach is none,
 * however alike the words are: that changes what was said.
 */
export function unlikeness(heard: readonly ComparableWord[], corrected: readonly ComparableWord[]): number | null {
  if (heard.some(({ denies }) => denies) !== corrected.some(({ denies }) => denies)) return null;
  if (corrected.some(({ startsClause }) => startsClause) && !heard.some(({ startsClause }) => startsClause))
    return null;
  if (heard.length === 1 && corrected.length === 1 && heard[0]!.isJoiner && corrected[0]!.isJoiner) return mostUnlike;
  const whole = letterUnlikeness(joined(heard), joined(corrected));
  if (whole === null || (heard.length === 1 && corrected.length === 1)) return whole;
  if (whole > mostUnlikeInParts) return null;
  // Each part has to bring the sides closer: otherwise one word is right and the rest stands beside it.
  const parts = heard.flatMap((one) => corrected.map((other) => letterUnlikeness(one.letters, other.letters)));
  return parts.every((part) => part === null || whole < part) ? whole : null;
}

function joined(words: readonly ComparableWord[]): string {
  return words.length === 1 ? words[0]!.letters : words.map(({ letters }) => letters).join('');
}

function letterUnlikeness(one: string, other: string): number | null {
  if (one === '' || other === '') return null;
  if (one === other) return 0;
  if (one.length > longestWord || other.length > longestWord || isDenialOf(one, other)) return null;
  const weights = [weightOf(one), weightOf(other)] as const;
  const longer = Math.max(...weights);
  // What has to be put in or taken out at the least: most pairs are told apart by it without a closer look.
  if (Math.abs(weights[0] - weights[1]) > mostUnlike * longer) return null;
  const share = weightedDistance(one, other) / longer;
  return share <= mostUnlike ? share : null;
}

/** Whether one word is the other with a prefix that turns it round: `complete`, `incomplete`. */
function isDenialOf(one: string, other: string): boolean {
  return denyingPrefixes.some((prefix) => prefix + one === other || prefix + other === one);
}

/** The edit distance of Levenshtein with letters of different weight. */
function weightedDistance(one: string, other: string): number {
  let row = [0];
  for (let at = 0; at < other.length; at += 1) row.push(row[at]! + letterWeight(other[at]!));
  for (let from = 0; from < one.length; from += 1) {
    const letter = one[from]!;
    const weight = letterWeight(letter);
    const next = [row[0]! + weight];
    for (let at = 0; at < other.length; at += 1) {
      const replaced = row[at]! + replacementWeight(letter, other[at]!);
      next.push(Math.min(replaced, row[at + 1]! + weight, next[at]! + letterWeight(other[at]!)));
    }
    row = next;
  }
  return row.at(-1)!;
}

function replacementWeight(one: string, other: string): number {
  if (one === other) return 0;
  const sound = soundOf.get(one);
  if (sound !== undefined && sound === soundOf.get(other)) return vowelWeight;
  return Math.max(letterWeight(one), letterWeight(other));
}

function weightOf(letters: string): number {
  let weight = 0;
  for (let at = 0; at < letters.length; at += 1) weight += letterWeight(letters[at]!);
  return weight;
}

function letterWeight(letter: string): number {
  return vowels.has(letter) ? vowelWeight : consonantWeight;
}

function lettersOf(key: string): string {
  return key.normalize('NFD').replaceAll(accents, '').normalize('NFC').replaceAll(notLetters, '');
}
