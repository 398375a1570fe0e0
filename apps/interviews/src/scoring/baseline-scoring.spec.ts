import {
  answerOf,
  examplePlan,
  recognisedSegments,
  sampleAnswer,
  sampleAnswers,
  sampleIds,
} from '../../test/sample-answers.js';
import { sampleInterview } from '../../test/two-stage-models.js';
import { scoreWithBaseline } from './baseline-scoring.js';
import { BaselineScoringEngine } from './baseline-scoring-engine.js';
import { holdReasonWords } from './outcome.js';
import { rankBands } from './rank-bands.js';
import type { ScorecardDraft } from './scorecard.js';
import { answerText } from './transcript.js';

const plan = examplePlan();
const scoreOf = (words: Parameters<typeof answerOf>[0]) => scoreWithBaseline({ plan, answers: [answerOf(words)] });

function levelsOf(draft: ScorecardDraft): (number | null)[] {
  return plan.criteria.map(({ id }) => draft.criteria.find(({ criterion }) => criterion === id)!.level);
}

function bandsOf(drafts: readonly { id: string; draft: ScorecardDraft }[]): string[] {
  const entries = drafts.flatMap(({ id, draft }) => (draft.figures ? [{ id, ...draft.figures }] : []));
  return rankBands(entries, plan.tie.z).map(({ members }) => members.map(({ id }) => id).join(' '));
}

describe('Scoring with the offline baseline', () => {
  it.each(sampleAnswers().filter(({ levels }) => levels !== 'withheld'))(
    'gives "$id" the levels and total of a careful reader',
    (sample) => {
      const draft = scoreOf(sample.text);
      expect([...levelsOf(draft), draft.figures!.total]).toEqual(sample.levels);
      expect(draft.evidence.map(({ indicator }) => indicator).sort()).toEqual([...sample.met].sort());
    },
  );

  it.each([
    ['offtopic', 'off_topic'],
    ['stuffed', 'list_like'],
  ] as const)('withholds "%s" because it is %s, as written and as recognised', (id, reason) => {
    for (const words of [sampleAnswer(id).text, recognisedSegments(id)]) {
      const draft = scoreOf(words);
      expect(draft.outcome).toEqual({ kind: 'held_out', status: 'needs_human', holdReasons: [reason] });
      expect(draft.figures).toBeNull();
    }
    expect(holdReasonWords[reason]).toContain('person');
  });

  it('ranks the written samples in their order', () => {
    const drafts = sampleAnswers().map(({ id, text }) => ({ id, draft: scoreOf(text) }));
    expect(bandsOf(drafts)).toEqual(['excellent', 'good', 'mediocre', 'weak']);
  });

  it('ranks what was recognised of the recorded samples: each band with excellent or good before each with mediocre or weak', () => {
    const bands = bandsOf(sampleIds.map((id) => ({ id, draft: scoreOf(recognisedSegments(id)) })));
    const holding = (...ids: string[]) =>
      bands.flatMap((band, at) => (ids.some((id) => band.includes(id)) ? [at] : []));
    expect(bands.join(' ').split(' ').sort()).toEqual(['excellent', 'good', 'mediocre', 'weak']);
    expect(Math.max(...holding('excellent', 'good'))).toBeLessThan(Math.min(...holding('mediocre', 'weak')));
  });

  it('always asks for a person, and labels itself', () => {
    for (const id of ['excellent', 'good', 'mediocre', 'weak'] as const) {
      const { engine, outcome, passes } = scoreOf(recognisedSegments(id));
      expect(engine).toEqual({ kind: 'baseline', name: 'baseline', version: 'baseline-1' });
      expect(passes).toBe(1);
      expect(outcome).toMatchObject({ kind: 'ranked', reviewReasons: expect.arrayContaining(['baseline_engine']) });
    }
  });

  it('says of an appeal that it is one', async () => {
    const outcomeFor = async (purpose: 'score' | 'appeal') => {
      const interview = { ...sampleInterview('good'), purpose };
      return (await new BaselineScoringEngine().score(interview)).draft.outcome;
    };
    expect(await outcomeFor('appeal')).toMatchObject({ reviewReasons: expect.arrayContaining(['appeal']) });
    expect(await outcomeFor('score')).toMatchObject({ reviewReasons: expect.not.arrayContaining(['appeal']) });
  });

  it.each(sampleIds)('quotes "%s" only in its own words, at the times they were spoken', (id) => {
    const segments = recognisedSegments(id);
    const { text, words } = answerText(segments);
    for (const { quote, startSeconds, endSeconds } of scoreOf(segments).evidence) {
      const from = text.indexOf(quote);
      expect(from).toBeGreaterThanOrEqual(0);
      expect(quote.split(' ').length).toBeGreaterThanOrEqual(5);
      expect(words.find((word) => word.from === from)!.start).toBe(startSeconds);
      expect(words.find((word) => word.to === from + quote.length)!.end).toBe(endSeconds);
      expect(endSeconds!).toBeGreaterThan(startSeconds!);
    }
  });

  it('says which answer stopped at the gate, and why', () => {
    const draft = scoreWithBaseline({ plan, answers: [{ ...answerOf(sampleAnswer('good').text), speechSeconds: 4 }] });
    expect(draft.outcome).toEqual({
      kind: 'held_out',
      status: 'insufficient_data',
      holdReasons: ['too_little_speech'],
    });
    expect(draft.gate).toEqual([{ reason: 'too_little_speech', question: 'q1', measured: 4, required: 20 }]);
    expect(levelsOf(draft)).toEqual([null, null, null]);
  });

  it('is plain JSON: nothing is lost in storage', () => {
    for (const id of sampleIds) {
      const draft = scoreOf(recognisedSegments(id));
      expect(JSON.parse(JSON.stringify(draft))).toEqual(draft);
    }
  });
});
