import type { Schemas } from '../../api/queries.js';
import { unfinishedElsewhere } from './begun-elsewhere.js';

type Question = Schemas['InterviewQuestion'];
type Answer = NonNullable<Question['answer']>;

const take = (id: string, state: Answer['takes'][number]['state']): Answer['takes'][number] => ({
  ...{ id, number: 1, state, durationSeconds: null, problem: null, completedAt: null },
  startedAt: '2026-03-04T10:00:00Z',
});
const question = (id: string, state: Answer['state'] | null, takes: Answer['takes'] = []): Question => ({
  ...{ id, text: 'What?', thinkSeconds: 1, answerSeconds: 9 },
  answer: state && {
    ...{ id: 'ans_1', questionId: id, kind: 'recorded', state, chosenTakeId: null, takesLeft: 1 },
    ...{ problem: null, writtenText: null, takes },
  },
});

describe('What was begun in another browser', () => {
  it('is the newest open take of each question that has no answer', () => {
    const questions = [
      question('q1', 'answered', [take('tak_1', 'open')]),
      question('q2', 'open', [take('tak_2', 'open'), take('tak_3', 'open'), take('tak_4', 'discarded')]),
      question('q3', null),
      question('q4', 'rejected', [take('tak_5', 'rejected')]),
    ];
    expect(unfinishedElsewhere(questions, [])).toEqual([
      { takeId: 'tak_3', questionId: 'q2', startedAt: '2026-03-04T10:00:00Z' },
    ]);
  });

  it('is nothing that was begun in this one, and given up', () => {
    const questions = [question('q1', 'open', [take('tak_1', 'open')])];
    expect(unfinishedElsewhere(questions, ['tak_1'])).toEqual([]);
  });
});
