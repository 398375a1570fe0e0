import {
  answerOf,
  examplePlan,
  recognisedSegments,
  sampleAnswer,
  sampleAnswers,
} from '../../../test/sample-answers.js';
import { tokenize } from '../tokens.js';
import { writtenSegments } from '../transcript.js';
import { type AnswerReading, readWithBaseline, wordFor } from './baseline-engine.js';
import { isListLike, wordingFigures } from './list-like.js';

const plan = examplePlan();

function reading(words: Parameters<typeof answerOf>[0]): AnswerReading {
  return readWithBaseline(plan, [answerOf(words)]).answers[0]!;
}

function strictIn(words: Parameters<typeof answerOf>[0]): string[] {
  return reading(words)
    .indicators.filter(({ strict }) => strict)
    .map(({ indicator }) => indicator);
}

const quoteOf = (words: Parameters<typeof answerOf>[0], indicator: string) =>
  reading(words).indicators.find((entry) => entry.indicator === indicator)?.strict?.text;

describe('The offline baseline', () => {
  it.each(sampleAnswers().filter(({ levels }) => levels !== 'withheld'))(
    'finds in "$id" what a careful reader finds',
    (sample) => {
      expect(strictIn(sample.text)).toEqual(sample.met);
      expect(reading(sample.text).flags).toEqual([]);
    },
  );

  it('flags the answer beside the subject and the list of keywords, clean and as recognised', () => {
    expect(reading(sampleAnswer('offtopic').text).flags).toEqual(['off_topic']);
    expect(reading(sampleAnswer('stuffed').text).flags).toEqual(['list_like']);
    expect(reading(recognisedSegments('offtopic')).flags).toEqual(['off_topic']);
    expect(reading(recognisedSegments('stuffed')).flags).toEqual(['list_like']);
  });

  it.each(['excellent', 'good', 'mediocre', 'weak'] as const)('flags nothing in what was recognised of "%s"', (id) => {
    expect(reading(recognisedSegments(id)).flags).toEqual([]);
  });

  it('takes a list of all ideas for a list', () => {
    const ideas = plan.indicators.flatMap((indicator) => indicator.ideas.flatMap((idea) => idea.any));
    expect(reading(ideas.join(' ')).flags).toContain('list_like');
  });

  it('flags the question said again, and a single word said often', () => {
    expect(reading(plan.questions[0]!.text).flags).toEqual(['repeats_question']);
    expect(reading('report '.repeat(60)).flags).toEqual(['one_token']);
  });

  it('quotes a clause of at least five words, and reaches into the next segment for them', () => {
    const apart = writtenSegments('Well I would say this much today.\nI compare reports.\nThen I go home early.');
    expect(quoteOf(apart, 'v1')).toBe('I compare reports. Then I');
    expect(quoteOf('Before that, I go back to the ledger and then on.', 'v1')).toBe(
      'Before that, I go back to the ledger',
    );
  });

  it('does not put two ideas together across a pause', () => {
    expect(strictIn(writtenSegments('I would compare it.\nWith the report I would go on.'))).toEqual([]);
    expect(strictIn(writtenSegments('I would compare it with the report.\nI would go on.'))).toEqual(['v1']);
  });

  it('wants a clause around both ideas', () => {
    expect(strictIn('compare filed report ledger trace source primary original statement')).toEqual([]);
  });

  it('wants two different words for two ideas', () => {
    expect(strictIn('I would like to have it in percent as we always do')).toEqual([]);
    expect(strictIn('I would like to have the ratio in percent as we always do')).toEqual(['t2']);
  });

  it('does not read evidence out of flagged text', () => {
    const answer = answerOf('I compare every number with the filed report. It is a long day for us.');
    const flagged = [{ from: 0, to: 20 }];
    const [read] = readWithBaseline(plan, [{ ...answer, flagged }]).answers;
    expect(read!.indicators.some(({ strict }) => strict)).toBe(false);
  });

  it('says a band per criterion: what is plainly said, and what cannot be ruled out', () => {
    const { criteria } = readWithBaseline(plan, [answerOf(sampleAnswer('mediocre').text)]);
    expect(criteria).toEqual([
      { criterion: 'task_design', strict: 3, loose: 5 },
      { criterion: 'verification', strict: 2, loose: 3 },
      { criterion: 'fair_grading', strict: 2, loose: 3 },
    ]);
  });

  it('has no band for a criterion that no answer was asked about', () => {
    const { criteria } = readWithBaseline(plan, [answerOf(sampleAnswer('good').text, 'q3')]);
    expect(criteria.map(({ criterion }) => criterion)).toEqual(['fair_grading']);
  });

  it('never calls a criterion low', () => {
    const words = new Set<string>();
    for (const strict of [1, 2, 3, 4, 5] as const) {
      for (const loose of [1, 2, 3, 4, 5] as const) if (loose >= strict) words.add(wordFor({ strict, loose }));
    }
    expect([...words].sort()).toEqual(['clear', 'little', 'partial']);
    expect(wordFor({ strict: 4, loose: 4 })).toBe('clear');
    expect(wordFor({ strict: 1, loose: 3 })).toBe('partial');
    expect(wordFor({ strict: 2, loose: 2 })).toBe('partial');
    expect(wordFor({ strict: 1, loose: 2 })).toBe('little');
  });
});

describe('The list-like test', () => {
  const figures = (text: string) => wordingFigures(tokenize(text));

  it('leaves a distance between speech and lists', () => {
    for (const { id, text, levels } of sampleAnswers()) {
      const { functionShare, pronounsAndAuxiliariesPer100, contentRunShare } = figures(text);
      if (levels === 'withheld' && id === 'stuffed') {
        expect(functionShare).toBeLessThan(0.15);
        expect(contentRunShare).toBeGreaterThan(0.8);
      } else {
        expect(contentRunShare).toBe(0);
        expect(functionShare).toBeGreaterThan(0.5);
        expect(pronounsAndAuxiliariesPer100).toBeGreaterThan(15);
      }
    }
  });

  it('does not take one sign for a list', () => {
    const run = `${sampleAnswer('good').text} annual report cash flow debt ratio tax rate share price is what I use.`;
    expect(figures(run).longestContentRun).toBeGreaterThanOrEqual(9);
    expect(isListLike(figures(run))).toBe(false);
  });

  it('takes one pair said over and over for a list', () => {
    expect(
      isListLike(figures('I would check the report, I check the report, you check the report, we check the report.')),
    ).toBe(true);
    expect(isListLike(figures('I check the report, you check the report and we do it again.'))).toBe(false);
  });

  it('has figures for an empty answer', () => {
    expect(figures('')).toEqual({
      functionShare: 0,
      pronounsAndAuxiliariesPer100: 0,
      longestContentRun: 0,
      contentRunTokens: 0,
      contentRunShare: 0,
      repeatedPairShare: 0,
      topPairShare: 0,
      topPairCount: 0,
    });
  });
});
