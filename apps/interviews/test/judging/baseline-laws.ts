import type { PlanDocument } from '../../src/plan/plan-document.js';
import { scoreWithBaseline } from '../../src/scoring/baseline-scoring.js';
import type { ScorecardDraft } from '../../src/scoring/scorecard.js';
import { type AnswerSegment, type AnswerText, answerText, writtenSegments } from '../../src/scoring/transcript.js';
import { generator, mapWords, segment, synonyms, verbs, wordsOf } from '../answer-changes.js';
import { type AttackString, sampleAnswer } from '../sample-answers.js';
import {
  type BaseAnswer,
  baseAnswers,
  levelsOf,
  longAnswer,
  plan,
  rankedTotal,
  risen,
  segmentsAt,
} from './base-answers.js';
import type { Law, Trial } from './law.js';

/**
 * What may happen to a score when an answer is changed in a way that shows nothing more, by the offline baseline's strict
 * total. A result that is held out has none, and must stay held out.
 */
export function scoredByRules(segments: readonly AnswerSegment[], used: PlanDocument = plan): ScorecardDraft {
  return scoreWithBaseline({ plan: used, answers: [longAnswer(segments)] });
}

const unchanged = new Map<BaseAnswer, ScorecardDraft>();

function scoredUnchanged(answer: BaseAnswer): ScorecardDraft {
  const draft = unchanged.get(answer) ?? scoredByRules(answer.segments);
  unchanged.set(answer, draft);
  return draft;
}

const totalBefore = (answer: BaseAnswer) => rankedTotal(scoredUnchanged(answer));
const totalOf = (segments: readonly AnswerSegment[]) => rankedTotal(scoredByRules(segments));

/** One trial for each answer. */
function forEachAnswer(name: string, trial: (answer: BaseAnswer) => string | null): Law {
  return {
    name,
    trials: () =>
      baseAnswers.map(
        (answer): Trial =>
          () =>
            trial(answer),
      ),
  };
}

/** One trial for each answer and each way of changing it, none of which may raise the score. */
function neverRises(what: string, changes: (answer: BaseAnswer) => (readonly AnswerSegment[])[]): Law {
  return {
    name: `A score does not rise by ${what}`,
    trials: () =>
      baseAnswers.flatMap((answer) =>
        changes(answer).map(
          (changed): Trial =>
            () =>
              risen(answer.name, totalBefore(answer), totalOf(changed)),
        ),
      ),
  };
}

const question = segment(plan.questions[0]!.text);
const fillers = segment(
  Array.from({ length: 200 }, (_, at) => ['um', 'uh', 'you know', 'well', 'so', 'like'][at % 6]).join(' '),
);
const shuffledPlan: PlanDocument = {
  ...plan,
  criteria: [...plan.criteria].reverse(),
  indicators: [...plan.indicators].reverse().map((indicator) => ({
    ...indicator,
    ideas: [...indicator.ideas].reverse().map((idea) => ({ ...idea, any: [...idea.any].reverse() })),
  })),
};
const isVerb = (word: string) => verbs.has(word.toLowerCase());

/** @param attacks undetected here: nothing is flagged, so that no law rests on the detector */
export function baselineLaws(attacks: readonly AttackString[]): Law[] {
  return [
    forEachAnswer('A score is the same bytes each time', ({ name, segments }) =>
      differing(name, scoredByRules(segments), scoredByRules(segments)),
    ),
    forEachAnswer('A score is the same for other names, gendered words and places', otherPerson),
    neverRises('two hundred hesitations between its segments', ({ segments }) => [
      segments.flatMap((own) => [own, fillers]),
    ]),
    forEachAnswer(
      'A score is the same bytes for another order of criteria, indicators and ideas',
      ({ name, segments }) => differing(name, scoredByRules(segments), scoredByRules(segments, shuffledPlan)),
    ),
    forEachAnswer('A score does not rise by synonyms, and its bands still overlap', withSynonyms),
    neverRises('the question before it, after it or all through it', ({ segments }) => [
      [question, ...segments],
      [...segments, question],
      segments.flatMap((own) => [own, question]),
    ]),
    neverRises('saying everything twice', ({ segments }) => [
      [...segments, ...segments],
      segments.flatMap((own) => [own, own]),
    ]),
    forEachAnswer('A score has the same levels with its segments in reverse', inReverse),
    neverRises('denying a verb, or all of them', ({ segments }) => deniedVerbs(segments)),
    {
      name: 'An indicator goes with the segments that were quoted for it, unless it is said elsewhere too',
      trials: () => baseAnswers.flatMap(withoutQuoted),
    },
    {
      name: 'No indicator rises on a quote that touches an attack around the answer, undetected',
      trials: () => baseAnswers.flatMap((answer) => attacks.flatMap((attack) => attackedAround(answer, attack))),
    },
    ...[5, 10, 20].map(noiseLaw),
    listLaw,
  ];
}

function differing(name: string, one: ScorecardDraft, other: ScorecardDraft): string | null {
  return JSON.stringify(one) === JSON.stringify(other) ? null : `${name}: other bytes`;
}

function otherPerson(answer: BaseAnswer): string | null {
  const person = (name: string, pronoun: string, kin: string, place: string) =>
    totalOf([
      segment(`My ${kin} ${name} from ${place} told me about it and ${pronoun} helped me`),
      ...mapWords(answer.segments, (word) => (word === 'brother' ? [kin] : [word])),
    ]);
  const found = [
    person('Anna', 'she', 'sister', 'Oslo'),
    person('Mohammed', 'he', 'brother', 'Lagos'),
    person('Wei', 'they', 'cousin', 'Lima'),
  ];
  const before = totalBefore(answer);
  return found.every((total) => total === before) ? null : `${answer.name}: ${before} → ${found.join(', ')}`;
}

function withSynonyms(answer: BaseAnswer): string | null {
  const changed = scoredByRules(mapWords(answer.segments, (word) => [synonyms[word.toLowerCase()] ?? word]));
  const original = scoredByRules(answer.segments).criteria;
  const isApart = changed.criteria.some(({ baseline }, at) => {
    const own = original[at]!.baseline!;
    return baseline!.strict > own.loose || own.strict > baseline!.loose;
  });
  return isApart
    ? `${answer.name}: its bands lie apart`
    : risen(answer.name, totalBefore(answer), rankedTotal(changed));
}

/** A list of keywords has no sentences to keep together; it is held out in either order. */
function inReverse({ name, id, segments }: BaseAnswer): string | null {
  const reversed = scoredByRules([...segments].reverse());
  if (id === 'stuffed') return reversed.outcome.kind === 'held_out' ? null : `${name}: ranked in reverse`;
  const [before, after] = [levelsOf(scoredByRules(segments)), levelsOf(reversed)].map((levels) => levels.join(','));
  return before === after ? null : `${name}: levels ${before} → ${after}`;
}

function deniedVerbs(segments: readonly AnswerSegment[]): AnswerSegment[][] {
  const all = mapWords(segments, (word) => (isVerb(word) ? ['not', word] : [word]));
  const count = wordsOf(segments).filter(isVerb).length;
  const each = Array.from({ length: count }, (_, denied) => {
    let at = -1;
    return mapWords(segments, (word) => {
      if (isVerb(word)) at += 1;
      return isVerb(word) && at === denied ? ['not', word] : [word];
    });
  });
  return [all, ...each];
}

function withoutQuoted({ name, segments }: BaseAnswer): Trial[] {
  const text = answerText(segments);
  return scoredByRules(segments).evidence.map(({ indicator, quote }) => () => {
    const touched = new Set(segmentsAt(text, text.text.indexOf(quote), quote.length));
    const rest = segments.filter((own) => own.words.length > 0).filter((_, at) => !touched.has(at));
    const left = rest.length === 0 ? [] : scoredByRules(rest).evidence;
    const again = left.find((entry) => entry.indicator === indicator);
    return !again || standsOutside(text, again.quote, touched) ? null : `${name}: ${indicator} by "${again.quote}"`;
  });
}

/** Whether the answer, as it was given, says these words somewhere in other segments than the touched ones. */
function standsOutside(text: AnswerText, quote: string, touched: ReadonlySet<number>): boolean {
  for (let from = text.text.indexOf(quote); from !== -1; from = text.text.indexOf(quote, from + 1)) {
    if (!segmentsAt(text, from, quote.length).some((at) => touched.has(at))) return true;
  }
  return false;
}

function attackedAround(answer: BaseAnswer, { id, text }: AttackString): Trial[] {
  const { name, segments } = answer;
  const said = segment(text.trim());
  const places = [
    [...segments, said],
    [said, ...segments],
    [segments[0]!, said, ...segments.slice(1)],
  ];
  return places.map((changed) => () => {
    const met = new Set(scoredUnchanged(answer).evidence.map(({ indicator }) => indicator));
    const ownWords = ` ${answerText(segments).text} `;
    const gained = scoredByRules(changed).evidence.find(
      ({ indicator, polarity, quote }) =>
        polarity === 'positive' && !met.has(indicator) && !ownWords.includes(` ${quote} `),
    );
    return gained ? `${name} with ${id}: ${gained.indicator} by "${gained.quote}"` : null;
  });
}

/**
 * Ids of the strings whose own words the offline rules take for a point, undetected: a sentence with an idea's words in it is a
 * sentence to them, whatever it asks for.
 */
export function stringsThatGain(attacks: readonly AttackString[]): string[] {
  const gains = ({ id, text }: AttackString) =>
    baseAnswers.some((answer) => attackedAround(answer, { id, lang: '', text }).some((trial) => trial() !== null));
  return attacks.filter(gains).map(({ id }) => id);
}

const strangers = wordsOf(writtenSegments(sampleAnswer('offtopic').text)).map((word) => word.replace(/\W/g, ''));
const noiseSeeds = 20;

/** An answer of which so many per cent of the words are left out or misheard. */
export function withNoise(segments: readonly AnswerSegment[], percent: number, seed: number): AnswerSegment[] {
  const random = generator(seed * 1000 + percent);
  return mapWords(segments, (word) => {
    if (random() * 100 >= percent) return [word];
    return random() < 0.3 ? [] : [strangers[Math.floor(random() * strangers.length)]!];
  });
}

function noiseLaw(percent: number): Law {
  const written = baseAnswers.filter(({ id, name }) => id !== 'stuffed' && name.endsWith('as written'));
  return {
    name: `A score does not rise by recognition noise in ${percent} % of the words`,
    trials: () =>
      written.flatMap((answer) =>
        Array.from(
          { length: noiseSeeds },
          (_, seed): Trial =>
            () =>
              risen(answer.name, totalBefore(answer), totalOf(withNoise(answer.segments, percent, seed + 1))),
        ),
      ),
  };
}

const listLaw: Law = {
  name: 'A list of all ideas in any order is withheld as a list',
  trials: () =>
    [' ', ', ', '. '].flatMap((joint) =>
      Array.from(
        { length: 10 },
        (_, seed): Trial =>
          () => {
            const { outcome } = scoredByRules(writtenSegments(listOfIdeas(joint, seed + 1)));
            const isWithheld = outcome.kind === 'held_out' && (outcome.holdReasons as string[]).includes('list_like');
            return isWithheld ? null : `joined by "${joint}", order ${seed + 1}: ${outcome.kind}`;
          },
      ),
    ),
};

function listOfIdeas(joint: string, seed: number): string {
  const random = generator(seed);
  return plan.indicators
    .flatMap((indicator) => indicator.ideas.flatMap((idea) => idea.any))
    .map((wording) => ({ wording, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ wording }) => wording)
    .join(joint);
}
