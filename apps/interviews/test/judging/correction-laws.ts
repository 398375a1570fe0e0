import fc from 'fast-check';
import { readWithBaseline } from '../../src/scoring/baseline/baseline-engine.js';
import { scoreWithBaseline } from '../../src/scoring/baseline-scoring.js';
import type { AnswerForScoring } from '../../src/scoring/gates.js';
import type { Judge, JudgeCall, JudgeOutcome } from '../../src/scoring/judge/judge.js';
import type { ScorecardDraft } from '../../src/scoring/scorecard.js';
import type { SentenceCorrection } from '../../src/transcription/corrected-sentences.js';
import { correctedSample, recognisedSegments, type SampleId, sampleAnswer, sampleIds } from '../sample-answers.js';
import { plan, rankedTotal } from './base-answers.js';
import type { Law, Trial } from './law.js';
import { scoredByJudge } from './model-laws.js';

/**
 * What may happen to a score when an applicant corrects the transcript: mending what was misheard may raise it, adding to
 * what was said may not, whichever engine judges and however it is talked into it.
 */
const model = sampleAnswer('excellent').text;

/** Says yes to whatever can be quoted: each point with what the whole text, as it was written, would show it by. */
const obligingJudge: Judge = {
  async judge({ answer, points }: JudgeCall): Promise<JudgeOutcome> {
    const plain = answer.words.map(({ word, start, end, confidence }) => ({ word, start, end, confidence }));
    const written = { question: 'q1', kind: 'recorded', language: 'en', speechSeconds: 60 } as const;
    const segments = answer.speakers.map((_, at) => ({
      words: plain.filter((_word, index) => answer.words[index]!.segment === at),
    }));
    const [read] = readWithBaseline(plan, [{ ...written, segments }]).answers;
    const verdicts = points.map(({ id }) => {
      const quote = read!.indicators.find(({ indicator }) => indicator === id)?.strict?.text ?? null;
      const verdict = quote === null ? ('no' as const) : ('yes' as const);
      return [id, { verdict, quote, segment: null, span: null }] as const;
    });
    return { kind: 'judged', verdicts: new Map(verdicts), calls: [] };
  },
};

export const correctedByRules = (answer: AnswerForScoring) => scoreWithBaseline({ plan, answers: [answer] });
export const correctedByJudge = (answer: AnswerForScoring) => scoredByJudge(answer, obligingJudge);

/** Of a result that is held out none is anybody's to see; whoever is ranked afterwards has risen in all. */
function levelsShown({ criteria, outcome }: ScorecardDraft): number[] {
  return criteria.map(({ level }) => (outcome.kind === 'ranked' ? level! : 0));
}

function levelsRisen(what: string, before: ScorecardDraft, after: ScorecardDraft): string | null {
  const [own, changed] = [levelsShown(before), levelsShown(after)];
  return changed.some((level, at) => level > own[at]!) ? `${what}: levels ${own} → ${changed}` : null;
}

/** The same words with other marks and capitals: a correction that corrects nothing. */
function nothingCorrected(id: SampleId): SentenceCorrection[] {
  return recognisedSegments(id).map(({ n, text }) => ({
    sentence: n,
    text: `${text[0]!.toUpperCase()}${text.slice(1)}.`,
  }));
}

/** Ways to write a model answer into somebody else's transcript. */
const additions: Record<string, (id: SampleId) => SentenceCorrection[]> = {
  'after the last sentence': (id) => {
    const last = recognisedSegments(id).at(-1)!;
    return [{ sentence: last.n, text: `${last.text} ${model}` }];
  },
  'before the first one': (id) => {
    const [first] = recognisedSegments(id);
    return [{ sentence: 1, text: `${model} ${first!.text}` }];
  },
  'instead of the first one': () => [{ sentence: 1, text: model }],
  'instead of everything': (id) => recognisedSegments(id).map(({ n }) => ({ sentence: n, text: n === 1 ? model : '' })),
  'sentence by sentence beside what was said': (id) => {
    const sentences = model.split(/(?<=\.)\s+/);
    return recognisedSegments(id).map(({ n, text }) => ({ sentence: n, text: `${text} ${sentences[n - 1] ?? ''}` }));
  },
  'word by word between what was said': (id) => {
    const words = model.split(' ');
    return recognisedSegments(id).map(({ n, text }) => ({
      sentence: n,
      text: text
        .split(' ')
        .flatMap((word, at) => [word, words[(n * 17 + at) % words.length]!])
        .join(' '),
    }));
  },
};

export const correctionLaws: readonly Law[] = [
  {
    name: 'A correction of marks and capitals alone changes no byte of a result',
    trials: () =>
      sampleIds.map(
        (id): Trial =>
          () =>
            withNothingCorrected(id),
      ),
  },
  {
    name: 'A model answer written into a transcript raises no level, by rules or by a judge who obliges',
    trials: () =>
      sampleIds.flatMap((id) =>
        Object.keys(additions).map(
          (where): Trial =>
            () =>
              withAddition(id, where),
        ),
      ),
  },
  {
    name: 'A correction raises no level by leaving negations out',
    trials: () =>
      sampleIds.map(
        (id): Trial =>
          () =>
            withoutNegations(id),
      ),
  },
  {
    name: 'Corrections at random raise no level by words put in, and by words left out none that no person looks at',
    trials: randomCorrections,
  },
];

async function withNothingCorrected(id: SampleId): Promise<string | null> {
  const [heard, same] = [correctedSample(id, []), correctedSample(id, nothingCorrected(id))];
  for (const score of [correctedByRules, correctedByJudge]) {
    if (JSON.stringify(await score(same)) !== JSON.stringify(await score(heard))) return `${id}: other bytes`;
  }
  return null;
}

async function withAddition(id: SampleId, where: string): Promise<string | null> {
  const [heard, corrected] = [correctedSample(id, []), correctedSample(id, additions[where]!(id))];
  for (const score of [correctedByRules, correctedByJudge]) {
    const [before, after] = [await score(heard), await score(corrected)];
    const rise = levelsRisen(`${id} ${where}`, before, after);
    if (rise !== null) return rise;
    if (rankedTotal(after) > rankedTotal(before)) return `${id} ${where}: its total`;
    const { outcome } = after;
    if (outcome.kind === 'ranked' && !outcome.reviewReasons.includes('transcript_changed_much')) {
      return `${id} ${where}: nobody is asked to look`;
    }
  }
  return null;
}

function withoutNegations(id: SampleId): string | null {
  const without = recognisedSegments(id).map(({ n, text }) => ({
    sentence: n,
    text: text.replaceAll(/\b(not|never|no)\b/g, '').replaceAll(/n't\b/g, ''),
  }));
  return levelsRisen(id, correctedByRules(correctedSample(id, [])), correctedByRules(correctedSample(id, without)));
}

const ideaWords = plan.indicators.flatMap(({ ideas }) =>
  ideas.flatMap(({ any }) => any.flatMap((idea) => idea.split(' '))),
);
const grammar = ['i', 'then', 'so', 'and', 'not', 'never', 'would', 'it', 'the', 'with'];
const anyWord = fc.oneof(fc.constantFrom(...ideaWords), fc.constantFrom(...grammar));
const drawnCorrection = fc.record({
  id: fc.constantFrom('mediocre', 'weak'),
  places: fc.array(fc.tuple(fc.nat(), fc.nat(), anyWord), { minLength: 1, maxLength: 25 }),
  isRemoval: fc.boolean(),
});
const mostCorrections = 400;

function randomCorrections(most: number): Trial[] {
  const drawn = fc.sample(drawnCorrection, { numRuns: Math.min(most, mostCorrections), seed: 1 });
  return drawn.map(({ id, places, isRemoval }) => () => {
    const sentences = recognisedSegments(id).map(({ text }) => text.split(' '));
    for (const [sentence, place, word] of places) {
      const own = sentences[sentence % sentences.length]!;
      own.splice(place % (own.length + 1), isRemoval ? 1 : 0, ...(isRemoval ? [] : [word]));
    }
    const changed = sentences.map((own, at) => ({ sentence: at + 1, text: own.join(' ') }));
    const after = correctedByRules(correctedSample(id, changed));
    const { outcome } = after;
    const isLookedAt = outcome.kind === 'ranked' && outcome.reviewReasons.includes('transcript_changed_much');
    if (isRemoval && isLookedAt) return null;
    return levelsRisen(`${id}, ${JSON.stringify(places)}`, correctedByRules(correctedSample(id, [])), after);
  });
}
