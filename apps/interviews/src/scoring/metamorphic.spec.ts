import { segment } from '../../test/answer-changes.js';
import { baseAnswers, plan, rankedTotal } from '../../test/judging/base-answers.js';
import { baselineLaws, scoredByRules, withNoise } from '../../test/judging/baseline-laws.js';
import { tried } from '../../test/judging/law.js';
import { answerOf, attackStrings, sampleAnswer } from '../../test/sample-answers.js';
import { scoreWithBaseline } from './baseline-scoring.js';
import { writtenSegments } from './transcript.js';

/** Some of what `npm run test:judge` tries, drawn from all answers and strings. */
const trialsOfEach = 6;

describe('Whatever is changed that shows nothing more', () => {
  it.each(baselineLaws(attackStrings()))('$name', async (law) => {
    expect((await tried(law, trialsOfEach)).violations).toEqual([]);
  });
});

describe('What the laws are tried on can break them', () => {
  it.each(['excellent', 'good'] as const)('since "%s" loses points with the words that show them', (id) => {
    const { text } = sampleAnswer(id);
    const { evidence } = scoredByRules(writtenSegments(text));
    const without = scoredByRules(writtenSegments(text.replace(evidence[0]!.quote, ''))).evidence;
    expect(without.length).toBeLessThan(evidence.length);
  });

  it('since noise costs something on the way', () => {
    const written = baseAnswers.find(({ name }) => name === 'excellent, as written')!;
    const falls = [1, 2, 3].map(
      (seed) =>
        rankedTotal(scoredByRules(written.segments)) -
        rankedTotal(scoredByRules(withNoise(written.segments, 20, seed))),
    );
    expect(Math.max(...falls)).toBeGreaterThan(0);
  });
});

describe('Nothing to judge', () => {
  it.each([
    ['silence', ''],
    ['marks', '… — ?! …'],
    ['hesitation', 'um uh er um'],
  ])('%s stops at the gate and has no score', (_, words) => {
    const draft = scoreWithBaseline({ plan, answers: [answerOf(words)] });
    expect(draft.outcome).toEqual({
      kind: 'held_out',
      status: 'insufficient_data',
      holdReasons: ['too_little_speech'],
    });
    expect([draft.figures, draft.withheldFigures, draft.evidence]).toEqual([null, null, []]);
  });

  it('one word is the minimum and held out', () => {
    const draft = scoredByRules([segment('number')]);
    expect(draft.outcome).toMatchObject({ kind: 'held_out', status: 'needs_human' });
    expect(draft.withheldFigures!.total).toBe('1.00');
  });

  it('the question said again is the minimum and held out', () => {
    const draft = scoredByRules([segment(plan.questions[0]!.text)]);
    expect(draft.outcome).toMatchObject({
      kind: 'held_out',
      holdReasons: expect.arrayContaining(['repeats_question']),
    });
    expect(draft.withheldFigures!.total).toBe('1.00');
  });
});
