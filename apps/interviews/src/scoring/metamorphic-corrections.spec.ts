import { rankedTotal } from '../../test/judging/base-answers.js';
import { correctedByJudge, correctedByRules, correctionLaws } from '../../test/judging/correction-laws.js';
import { tried } from '../../test/judging/law.js';
import {
  correctedAnswer,
  correctedSample,
  heardSentence,
  recognisedSegments,
  sampleAnswer,
  trueCorrections,
} from '../../test/sample-answers.js';
import type { ScorecardDraft } from './scorecard.js';

/** Some of what `npm run test:judge` tries, drawn from all samples and changes. */
const trialsOfEach = 6;

const model = sampleAnswer('excellent').text;

describe('Whatever an applicant corrects', () => {
  it.each(correctionLaws)('$name', async (law) => {
    expect((await tried(law, trialsOfEach)).violations).toEqual([]);
  });

  it('is no large correction, and leaves what was heard, where it is marks and capitals alone', () => {
    const segments = recognisedSegments('good');
    const marked = segments.map(({ n, text }) => ({ sentence: n, text: `${text[0]!.toUpperCase()}${text.slice(1)}.` }));
    expect(correctedSample('good', marked).correction).toMatchObject({
      isLarge: false,
      heard: segments.map(({ words }) => ({ words })),
    });
  });
});

describe('A correction of what was misheard', () => {
  it.each([
    ['excellent', 40_000, 44_000, ['g2']],
    ['good', 33_500, 33_500, ['g1']],
    ['mediocre', 23_500, 23_500, []],
    ['weak', 10_000, 10_000, ['v5']],
  ] as const)('gives "%s" back what it can of what the engine took', (id, before, after, outside) => {
    const draft = correctedByRules(correctedSample(id, trueCorrections(id)));
    expect([rankedTotal(correctedByRules(correctedSample(id, []))), rankedTotal(draft)]).toEqual([before, after]);
    expect((draft.outsideRecording ?? []).map(({ indicator }) => indicator)).toEqual(outside);
  });

  it('lets a quote count once its key word is right', () => {
    const spoken = heardSentence('i can pair every number with the filed report and then i go home');
    const met = (draft: ScorecardDraft) => draft.evidence.map(({ indicator, quote }) => [indicator, quote]);
    const right = [{ sentence: 1, text: 'I compare every number with the filed report and then I go home.' }];
    expect(met(correctedByRules(correctedAnswer([spoken], [])))).toEqual([]);
    const draft = correctedByRules(correctedAnswer([spoken], right));
    expect(met(draft)).toEqual([['v1', 'i compare every number with the filed report']]);
    expect(draft.evidence[0]).toMatchObject({ startSeconds: 0, endSeconds: 4.4 });
    expect(draft.outcome).toMatchObject({ kind: 'ranked' });
  });

  it('does not count a quote with a word that was not heard, and shows it to the reviewer', async () => {
    const spoken = heardSentence('i compare every number and then i go home to my family as i do each day');
    const added = [{ sentence: 1, text: spoken.text.replace('number', 'number with the filed report') }];
    const answer = correctedAnswer([spoken], added);
    for (const draft of [correctedByRules(answer), await correctedByJudge(answer)]) {
      expect(draft.evidence).toEqual([]);
      expect(draft.outsideRecording).toMatchObject([
        { indicator: 'v1', quote: 'i compare every number with the filed report', startSeconds: 0, endSeconds: 1.9 },
      ]);
    }
    const { criteria, outcome } = await correctedByJudge(answer);
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
    const draft = correctedByRules(correctedAnswer(spoken, [{ sentence: 2, text: '' }]));
    expect(draft.evidence).toEqual([]);
    const without = [{ sentence: 1, text: 'i compare the filed report' }];
    const one = heardSentence('i compare my shoes and hats and never the filed report');
    expect(correctedByRules(correctedAnswer([one], without)).evidence).toEqual([]);
  });

  it('asks a person to look where it takes away a contradiction that was plainly heard', () => {
    const spoken = recognisedSegments('weak');
    const { evidence } = correctedByRules(correctedSample('weak', []));
    expect(evidence).toContainEqual(expect.objectContaining({ indicator: 't6', polarity: 'contradiction' }));
    const segment = spoken.find(({ text }) => text.includes('no correct answer'))!;
    const answer = correctedSample('weak', [
      { sentence: segment.n, text: segment.text.replace('correct answer ', '') },
    ]);
    expect(answer.correction).toMatchObject({ isLarge: false });
    const { outcome } = correctedByRules(answer);
    expect(outcome).toMatchObject({ reviewReasons: expect.arrayContaining(['transcript_changed_much']) });
  });

  it('leaves the gate to what was heard', () => {
    const silent = { ...heardSentence('um'), words: [] };
    expect(correctedByRules(correctedAnswer([silent], [{ sentence: 1, text: model }])).outcome).toMatchObject({
      ...{ kind: 'held_out', status: 'insufficient_data', holdReasons: ['too_little_speech'] },
    });
    const unsure = heardSentence(sampleAnswer('good').text);
    const words = unsure.words.map((word) => ({ ...word, confidence: 0.1 }));
    const corrected = correctedAnswer([{ ...unsure, words }], [{ sentence: 1, text: `${unsure.text} indeed` }]);
    expect(correctedByRules(corrected).outcome).toMatchObject({ holdReasons: ['recognition_unsure'] });
  });
});
