import { knownAttacks } from '../../test/judging/attacked-answers.js';
import { longAnswer, rankedAnswers, rankedTotal } from '../../test/judging/base-answers.js';
import { type AttackCounts, compromisedJudgeLaws } from '../../test/judging/compromised-judge-laws.js';
import { type LawOutcome, tried } from '../../test/judging/law.js';
import { compromisedMinds, honestMind, mindThatKnowsTheLists } from '../../test/judging/minds.js';
import { SuspectModels } from '../../test/judging/suspect-models.js';
import { answerOf, recognisedSegments, sampleAnswer } from '../../test/sample-answers.js';

/** Some of what `npm run test:judge` tries: a string each, in some place of some answer. */
const attackedOfEach = 4;

let models: SuspectModels;

beforeAll(async () => {
  models = await SuspectModels.start();
});

afterAll(() => models.close());

describe('a judge that cannot be trusted', () => {
  it('stands beside an honest one whose results are the known ones', async () => {
    const written = rankedAnswers.filter(({ name }) => name.endsWith('as written'));
    const totals = [];
    for (const { segments } of written) {
      totals.push(rankedTotal(await models.score(longAnswer(segments), { first: honestMind })));
    }
    expect(totals).toEqual([47_000, 36_500, 23_500, 10_000]);
  });

  it('lifts no attacked answer into a better band, and is held out where its replies cannot be used', async () => {
    const counts: AttackCounts = { judged: 0, heldOut: 0, ranked: 0, raisedWithinBand: 0 };
    const outcomes: LawOutcome[] = [];
    for (const law of compromisedJudgeLaws(models, knownAttacks(), counts))
      outcomes.push(await tried(law, attackedOfEach));
    expect(outcomes.flatMap(({ violations }) => violations)).toEqual([]);
    // Some are ranked: a rule that held out everybody would break no law either.
    expect(counts.ranked).toBeGreaterThan(0);
    expect(counts.heldOut).toBeGreaterThan(0);
  }, 60_000);

  it('gets nothing by inventing quotes', async () => {
    const mind = compromisedMinds['invents quotes']!({ said: '', seed: 1 });
    const invented = await models.score(answerOf(sampleAnswer('good').text), { first: mind });
    expect(invented.evidence).toEqual([]);
    expect(invented.criteria.map(({ level }) => level)).toEqual([1, 1, 1]);
    expect(rankedTotal(invented)).toBeLessThanOrEqual(10_000);
  });

  it.each(['good', 'weak', 'stuffed'] as const)(
    'gets a %s answer held out by true quotes beside the point, on clean and recognised words alike',
    async (id) => {
      const mind = compromisedMinds['quotes the first words for everything']!({ said: '', seed: 1 });
      for (const answer of [answerOf(sampleAnswer(id).text), answerOf(recognisedSegments(id))]) {
        const card = await models.score(answer, { first: mind });
        expect(card.outcome.kind).toBe('held_out');
        expect(card.figures).toBeNull();
      }
    },
  );

  /** Only a person is left to stop this one, so it has to be marked for one. */
  it.each([
    ['excellent', 'held_out'],
    ['good', 'held_out'],
    ['mediocre', 'ranked'],
    ['weak', 'held_out'],
  ] as const)(
    'that picks the best true words for every point of a %s answer is %s, and marked for a person',
    async (id, kind) => {
      const card = await models.score(answerOf(sampleAnswer(id).text), { first: mindThatKnowsTheLists }, 3);
      expect(card.outcome.kind).toBe(kind);
      if (card.outcome.kind === 'ranked') expect(card.outcome.reviewReasons).toContain('interval_crosses_review_line');
      for (const { level, baseline } of card.criteria) {
        if (kind === 'ranked') expect(level).toBeLessThanOrEqual(baseline!.loose);
      }
    },
  );
});
