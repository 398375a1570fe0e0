import { firstMissing, nothingYet, ratingsOf, readDraft } from './review-draft.js';

const criteria = ['accuracy', 'feedback'];
const quote = { questionId: 'q1', text: 'I recompute the totals' };

describe('the draft of a review', () => {
  it('comes back as it was left', () => {
    const draft = { accuracy: { level: 4, quote, note: 'Clear.' }, feedback: { ...nothingYet, note: 'Later' } };
    expect(readDraft(JSON.stringify(draft), criteria)).toEqual(draft);
  });

  it.each([
    ['nothing', null],
    ['what is no JSON', '{'],
    ['what is no object', '7'],
    ['criteria of another plan', '{"other":{"level":3}}'],
  ])('is empty with %s', (_, stored) => {
    expect(readDraft(stored, criteria)).toEqual({});
  });

  it.each([0, 6, 2.5, '4', null])('has no level %p', (level) => {
    expect(readDraft(JSON.stringify({ accuracy: { level } }), criteria)['accuracy']?.level).toBeNull();
  });

  it('misses the first criterion without a level, in the order of the plan', () => {
    expect(firstMissing({}, criteria)).toBe('accuracy');
    expect(firstMissing({ accuracy: { ...nothingYet, level: 1 } }, criteria)).toBe('feedback');
    const both = { accuracy: { ...nothingYet, level: 1 }, feedback: { ...nothingYet, level: 5 } };
    expect(firstMissing(both, criteria)).toBeNull();
  });

  it('is sent without what was not given', () => {
    const draft = { accuracy: { level: 4, quote, note: ' Clear. ' }, feedback: { ...nothingYet, level: 2, note: ' ' } };
    expect(ratingsOf(draft, criteria)).toEqual([
      { criterion: 'accuracy', level: 4, quote, note: 'Clear.' },
      { criterion: 'feedback', level: 2 },
    ]);
  });
});
