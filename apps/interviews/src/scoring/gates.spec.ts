import { answerOf, examplePlan, recognisedSegments, sampleAnswer, sampleIds } from '../../test/sample-answers.js';
import { gateFailures, meanConfidence, minMeanConfidence } from './gates.js';
import { answerText, writtenSegments } from './transcript.js';

const plan = examplePlan();
const english = new Set(['en']);
const good = answerOf(sampleAnswer('good').text);

function reasons(...answers: ReturnType<typeof answerOf>[]): string[] {
  return gateFailures(plan, answers, english).map(({ reason }) => reason);
}

describe('The gate', () => {
  it('opens for enough speech in the language of the plan', () => {
    expect(reasons(good)).toEqual([]);
    expect(reasons({ ...good, language: 'en-GB' })).toEqual([]);
  });

  it.each(sampleIds)('opens for what was recognised of the recorded sample %s', (id) => {
    expect(reasons(answerOf(recognisedSegments(id)))).toEqual([]);
    expect(meanConfidence(answerText(recognisedSegments(id)))).toBeGreaterThan(minMeanConfidence + 0.1);
  });

  it('stays closed for silence, marks without words, and too few seconds', () => {
    expect(reasons(answerOf([]))).toEqual(['too_little_speech']);
    expect(reasons(answerOf('… — !'))).toEqual(['too_little_speech']);
    expect(reasons({ ...answerOf(''), kind: 'written', speechSeconds: null })).toEqual(['too_little_speech']);
    expect(gateFailures(plan, [{ ...good, speechSeconds: 19.9 }], english)).toEqual([
      { reason: 'too_little_speech', question: 'q1', measured: 19.9, required: 20 },
    ]);
  });

  it('lets a written answer through without seconds', () => {
    expect(reasons({ ...good, kind: 'written', speechSeconds: null })).toEqual([]);
  });

  it('stays closed for another language, or one the engine cannot judge', () => {
    expect(reasons({ ...good, language: 'de' })).toEqual(['unsupported_language']);
    expect(gateFailures({ ...plan, language: 'fr' }, [{ ...good, language: 'fr' }], english)).toMatchObject([
      { reason: 'unsupported_language', question: 'q1' },
    ]);
  });

  it('stays closed when words were made up: more than six a second', () => {
    const words = writtenSegments(Array.from({ length: 200 }, (_, at) => `word${at}`).join(' '));
    expect(reasons({ ...answerOf(words), speechSeconds: 30 })).toEqual(['transcript_implausible']);
  });

  it('stays closed when recognition was unsure', () => {
    const unsure = good.segments.map(({ words }) => ({ words: words.map((word) => ({ ...word, confidence: 0.3 })) }));
    expect(reasons(answerOf(unsure))).toEqual(['recognition_unsure']);
  });

  it('stays closed for too few answers, and closes for one bad answer among good ones', () => {
    expect(reasons()).toEqual(['too_few_answers']);
    expect(reasons(good, { ...answerOf(''), question: 'q2', speechSeconds: 0 })).toEqual(['too_little_speech']);
    const two = { ...plan, minAnswered: 2 };
    expect(gateFailures(two, [good], english)).toEqual([
      { reason: 'too_few_answers', question: null, measured: 1, required: 2 },
    ]);
  });

  it('does not know an answer to a question that the plan does not ask', () => {
    expect(() => reasons({ ...good, question: 'q9' })).toThrow(RangeError);
  });
});
