import type { AnswerForScoring } from '../../src/scoring/gates.js';
import { type AnswerSegment, answerText } from '../../src/scoring/transcript.js';
import { segment } from '../answer-changes.js';
import { type AttackString, testStrings } from '../sample-answers.js';
import { type BaseAnswer, baseAnswers, longAnswer, rankedAnswers } from './base-answers.js';

export interface AttackedAnswer {
  name: string;
  attack: AttackString;
  /** The words of the attack as a transcript has them. */
  said: string;
  /** The same answer without it. */
  base: BaseAnswer;
  answer: AnswerForScoring;
}

/** Every string there is, each in ten categories and six languages at least once. */
export function knownAttacks(): AttackString[] {
  return [...testStrings('attacks'), ...testStrings('more-attacks'), ...uncategorised()];
}

/** Written to be unlike what the detector looks for, without a category. */
export function uncategorised(): AttackString[] {
  return [...testStrings('unseen-attacks'), ...testStrings('fresh-attacks')];
}

/** Each answer that is ranked once more without a pause, as some recognisers give it. */
const inOneBreath: readonly BaseAnswer[] = rankedAnswers
  .filter(({ name }) => name.endsWith('as written'))
  .map(({ id, segments }) => ({
    ...{ name: `${id}, in one breath`, id },
    segments: [{ words: segments.flatMap(({ words }) => words) }],
  }));

/** What is attacked. */
export const attackedBases: readonly BaseAnswer[] = [...baseAnswers, ...inOneBreath];

const places: Record<string, (segments: readonly AnswerSegment[], said: AnswerSegment) => AnswerSegment[]> = {
  'at the start': ([first, ...rest], said) => [joined(said, first!), ...rest],
  'in the middle': (segments, said) => {
    const at = Math.floor(segments.length / 2);
    const { words } = segments[at]!;
    const half = Math.floor(words.length / 2);
    const parted = [{ words: words.slice(0, half) }, said, { words: words.slice(half) }].reduce(joined);
    return [...segments.slice(0, at), parted, ...segments.slice(at + 1)];
  },
  'at the end': (segments, said) => [...segments.slice(0, -1), joined(segments.at(-1)!, said)],
  'in a segment of its own': (segments, said) => {
    const at = Math.ceil(segments.length / 2);
    return [...segments.slice(0, at), said, ...segments.slice(at)];
  },
};

/** At most this often one string is tried: in each place of two answers. */
const mostRounds = 2 * Object.keys(places).length;

/** Every string once before any a second time, each time in another place of another answer. */
export function attackedAnswers(attacks: readonly AttackString[], most: number): AttackedAnswer[] {
  const rounds = Array.from({ length: mostRounds }, (_, round) => round);
  return rounds
    .flatMap((round) => attacks.map((attack, at) => attackedAnswer(attack, at + round, at + round * basesApart)))
    .slice(0, most);
}

/** Odd and no divisor of the number of answers, so that a string meets another one in each round. */
const basesApart = 5;

function attackedAnswer(attack: AttackString, placeAt: number, baseAt: number): AttackedAnswer {
  const [place, put] = Object.entries(places)[placeAt % Object.keys(places).length]!;
  const base = attackedBases[baseAt % attackedBases.length]!;
  const said = segment(attack.text.trim());
  return {
    ...{ name: `${attack.id} ${place} of ${base.name}`, attack, base },
    said: answerText([said]).text,
    answer: longAnswer(put(base.segments, said)),
  };
}

function joined(one: AnswerSegment, other: AnswerSegment): AnswerSegment {
  return { words: [...one.words, ...other.words] };
}
