import fc from 'fast-check';
import {
  correctedAnswer,
  correctedSample,
  examplePlan,
  heardSentence,
  recognisedSegments,
  type SampleId,
  sampleAnswer,
  sampleIds,
  trueCorrections,
} from '../../test/sample-answers.js';
import { planHash } from '../plan/plan-hash.js';
import type { SentenceCorrection } from '../transcription/corrected-sentences.js';
import { readWithBaseline } from './baseline/baseline-engine.js';
import { scoreWithBaseline } from './baseline-scoring.js';
import type { AnswerForScoring } from './gates.js';
import type { Judge, JudgeCall, JudgeOutcome } from './judge/judge.js';
import { scoreWithModel } from './model-scoring.js';
import type { ScorecardDraft } from './scorecard.js';

/**
 * What may happen to a score when an applicant corrects the transcript: mending what was misheard may raise it, adding to
 * what was said may not, whichever engine judges and however it is talked into it.
 */
const plan = examplePlan();
const model = sampleAnswer('excellent').text;
const recognised = sampleIds.map((id) => ({ id, segments: recognisedSegments(id) }));

const score = (answer: AnswerForScoring) => scoreWithBaseline({ plan, answers: [answer] });
const totalOf = ({ figures }: ScorecardDraft) => figures?.totalBp ?? 0;
/** Of a result that is held out none is anybody's to see; whoever is ranked afterwards has risen in all. */
const levelsOf = ({ criteria, outcome }: ScorecardDraft) =>
  criteria.map(({ level }) => (outcome.kind === 'ranked' ? level! : 0));

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
      return [
        id,
        { verdict: quote === null ? ('no' as const) : ('yes' as const), quote, segment: null, span: null },
      ] as const;
    });
    return { kind: 'judged', verdicts: new Map(verdicts), calls: [] };
  },
};

async function judged(answer: AnswerForScoring): Promise<ScorecardDraft> {
  const scoring = await scoreWithModel(
    {
      ...{ plan, planSha256: planHash(plan), judge: obligingJudge, languages: new Set(['en']), passes: 1 },
      ...{ answers: [{ ...answer, hashes: { media: null, transcript: '' } }], subject: 'int_1' },
      ...{ purpose: 'score', seed: 's' },
    },
    new AbortController().signal,
  );
  if (scoring.kind === 'failed') throw new Error(scoring.failure.detail);
  return scoring.scorecard;
}

/** The same words with other marks and capitals: a correction that corrects nothing. */
const nothingCorrected = (id: SampleId): SentenceCorrection[] =>
  recognisedSegments(id).map(({ n, text }) => ({ sentence: n, text: `${text[0]!.toUpperCase()}${text.slice(1)}.` }));

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

describe.each(recognised)('The score of "$id", as recognised and corrected', ({ id, segments }) => {
  const heard = correctedSample(id, []);
  const scored = score(heard);
  const asJudged = judged(heard);

  it('is the same bytes where the correction changes nothing but marks and capitals', async () => {
    const same = correctedSample(id, nothingCorrected(id));
    expect(same.correction).toMatchObject({ isLarge: false, heard: segments.map(({ words }) => ({ words })) });
    expect(JSON.stringify(score(same))).toBe(JSON.stringify(scored));
    expect(JSON.stringify(await judged(same))).toBe(JSON.stringify(await asJudged));
  });

  it.each(Object.entries(additions))('rises in no level by a model answer %s', async (_, add) => {
    const corrected = correctedSample(id, add(id));
    for (const [before, after] of [
      [scored, score(corrected)],
      [await asJudged, await judged(corrected)],
    ] as const) {
      levelsOf(after).forEach((level, at) => {
        expect(level).toBeLessThanOrEqual(levelsOf(before)[at]!);
      });
      expect(totalOf(after)).toBeLessThanOrEqual(totalOf(before));
      if (after.outcome.kind === 'ranked') expect(after.outcome.reviewReasons).toContain('transcript_changed_much');
    }
  });

  it('rises in no level by leaving negations out or putting verbs in', () => {
    const without = segments.map(({ n, text }) => ({
      sentence: n,
      text: text.replaceAll(/\b(not|never|no)\b/g, '').replaceAll(/n't\b/g, ''),
    }));
    const corrected = score(correctedSample(id, without));
    levelsOf(corrected).forEach((level, at) => {
      expect(level).toBeLessThanOrEqual(levelsOf(scored)[at]!);
    });
  });
});

describe('Corrections at random', () => {
  const words = plan.indicators.flatMap(({ ideas }) =>
    ideas.flatMap(({ any }) => any.flatMap((idea) => idea.split(' '))),
  );
  const grammar = ['i', 'then', 'so', 'and', 'not', 'never', 'would', 'it', 'the', 'with'];
  const anyWord = fc.oneof(fc.constantFrom(...words), fc.constantFrom(...grammar));
  const places = fc.array(fc.tuple(fc.nat(), fc.nat(), anyWord), { minLength: 1, maxLength: 25 });

  function changed(id: SampleId, changes: [number, number, string][], removed: number): SentenceCorrection[] {
    const sentences = recognisedSegments(id).map(({ text }) => text.split(' '));
    for (const [sentence, place, word] of changes) {
      const own = sentences[sentence % sentences.length]!;
      own.splice(place % (own.length + 1), removed, ...(removed === 0 ? [word] : []));
    }
    return sentences.map((own, at) => ({ sentence: at + 1, text: own.join(' ') }));
  }

  it.each(['mediocre', 'weak'] as const)('raise no level of "%s" by words put in', (id) => {
    const before = levelsOf(score(correctedSample(id, [])));
    fc.assert(
      fc.property(places, (changes) => {
        const after = levelsOf(score(correctedSample(id, changed(id, changes, 0))));
        expect(after.every((level, at) => level <= before[at]!)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it.each(['mediocre', 'weak'] as const)('raise no level of "%s" by words left out, unless a person looks', (id) => {
    const before = levelsOf(score(correctedSample(id, [])));
    fc.assert(
      fc.property(places, (changes) => {
        const draft = score(correctedSample(id, changed(id, changes, 1)));
        const { outcome } = draft;
        if (outcome.kind === 'ranked' && outcome.reviewReasons.includes('transcript_changed_much')) return;
        expect(levelsOf(draft).every((level, at) => level <= before[at]!)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});

describe('A correction of what was misheard', () => {
  it.each([
    ['excellent', 40_000, 44_000, ['g2']],
    ['good', 33_500, 33_500, ['g1']],
    ['mediocre', 23_500, 23_500, []],
    ['weak', 10_000, 10_000, ['v5']],
  ] as const)('gives "%s" back what it can of what the engine took', (id, before, after, outside) => {
    const draft = score(correctedSample(id, trueCorrections(id)));
    expect([totalOf(score(correctedSample(id, []))), totalOf(draft)]).toEqual([before, after]);
    expect((draft.outsideRecording ?? []).map(({ indicator }) => indicator)).toEqual(outside);
  });

  it('lets a quote count once its key word is right', () => {
    const spoken = heardSentence('i can pair every number with the filed report and then i go home');
    const met = (draft: ScorecardDraft) => draft.evidence.map(({ indicator, quote }) => [indicator, quote]);
    const right = [{ sentence: 1, text: 'I compare every number with the filed report and then I go home.' }];
    expect(met(score(correctedAnswer([spoken], [])))).toEqual([]);
    const draft = score(correctedAnswer([spoken], right));
    expect(met(draft)).toEqual([['v1', 'i compare every number with the filed report']]);
    expect(draft.evidence[0]).toMatchObject({ startSeconds: 0, endSeconds: 4.4 });
    expect(draft.outcome).toMatchObject({ kind: 'ranked' });
  });

  it('does not count a quote with a word that was not heard, and shows it to the reviewer', async () => {
    const spoken = heardSentence('i compare every number and then i go home to my family as i do each day');
    const added = [{ sentence: 1, text: spoken.text.replace('number', 'number with the filed report') }];
    const answer = correctedAnswer([spoken], added);
    for (const draft of [score(answer), await judged(answer)]) {
      expect(draft.evidence).toEqual([]);
      expect(draft.outsideRecording).toMatchObject([
        { indicator: 'v1', quote: 'i compare every number with the filed report', startSeconds: 0, endSeconds: 1.9 },
      ]);
    }
    const { criteria, outcome } = await judged(answer);
    const refused = criteria.flatMap(({ indicators }) => indicators.flatMap(({ refusedQuotes }) => refusedQuotes));
    expect(refused).toEqual([{ question: 'q1', pass: 0, refusal: 'outside_recording' }]);
    expect(outcome).toMatchObject({
      kind: 'ranked',
      reviewReasons: expect.arrayContaining(['rejected_quote_decisive']),
    });
  });

  it('does not join what was said in two places by leaving out what lies between', () => {
    const spoken = [
      heardSentence('i would compare every number', 1),
      heardSentence('we talk of the weather and of football', 2, 10),
      heardSentence('with the filed report as they come', 3, 20),
    ];
    const draft = score(correctedAnswer(spoken, [{ sentence: 2, text: '' }]));
    expect(draft.evidence).toEqual([]);
    const without = [{ sentence: 1, text: 'i compare the filed report' }];
    const one = heardSentence('i compare my shoes and hats and never the filed report');
    expect(score(correctedAnswer([one], without)).evidence).toEqual([]);
  });

  it('asks a person to look where it takes away a contradiction that was plainly heard', () => {
    const spoken = recognisedSegments('weak');
    const { evidence } = score(correctedSample('weak', []));
    expect(evidence).toContainEqual(expect.objectContaining({ indicator: 't6', polarity: 'contradiction' }));
    const segment = spoken.find(({ text }) => text.includes('no correct answer'))!;
    const answer = correctedSample('weak', [
      { sentence: segment.n, text: segment.text.replace('correct answer ', '') },
    ]);
    expect(answer.correction).toMatchObject({ isLarge: false });
    const { outcome } = score(answer);
    expect(outcome).toMatchObject({ reviewReasons: expect.arrayContaining(['transcript_changed_much']) });
  });

  it('leaves the gate to what was heard', () => {
    const silent = { ...heardSentence('um'), words: [] };
    expect(score(correctedAnswer([silent], [{ sentence: 1, text: model }])).outcome).toMatchObject({
      ...{ kind: 'held_out', status: 'insufficient_data', holdReasons: ['too_little_speech'] },
    });
    const unsure = heardSentence(sampleAnswer('good').text);
    const words = unsure.words.map((word) => ({ ...word, confidence: 0.1 }));
    const corrected = correctedAnswer([{ ...unsure, words }], [{ sentence: 1, text: `${unsure.text} indeed` }]);
    expect(score(corrected).outcome).toMatchObject({ holdReasons: ['recognition_unsure'] });
  });
});
