import { longAnswer, plan, rankedAnswers, rankedTotal } from '../../test/judging/base-answers.js';
import { tried } from '../../test/judging/law.js';
import { modelLaws, RecordedJudge, recordedVerdicts, scoredByJudge } from '../../test/judging/model-laws.js';
import { answerOf, attackStrings } from '../../test/sample-answers.js';
import { answerText, writtenSegments } from './transcript.js';

/** Some of what `npm run test:judge` tries, drawn from all answers, changes and strings. */
const trialsOfEach = 8;

describe('What a model’s verdicts are worth', () => {
  it.each(modelLaws(attackStrings()))('$name', async (law) => {
    expect((await tried(law, trialsOfEach)).violations).toEqual([]);
  });

  it('is what is known of the samples, so that there is something to lose', async () => {
    const totals = rankedAnswers
      .filter(({ name }) => name.endsWith('as written'))
      .map(async ({ segments }) =>
        rankedTotal(await scoredByJudge(answerOf(segments), new RecordedJudge(recordedVerdicts(segments)))),
      );
    expect(await Promise.all(totals)).toEqual([47_000, 36_500, 23_500, 10_000]);
  });

  it('is nothing where the answer is a list of all ideas', async () => {
    const ideas = plan.indicators.flatMap((indicator) => indicator.ideas.flatMap((idea) => idea.any));
    const list = writtenSegments(ideas.join(', '));
    const quote = answerText(list).text.split(' ').slice(0, 8).join(' ');
    const yesToAll = new Map(plan.indicators.map(({ id }) => [id, quote]));
    const { outcome } = await scoredByJudge(longAnswer(list), new RecordedJudge(yesToAll));
    expect(outcome).toMatchObject({ kind: 'held_out', holdReasons: expect.arrayContaining(['list_like']) });
  });
});
