import type { Schemas } from '../../api/queries.js';
import { deletionDueAt, isEmpty, storedOf } from './stored.js';

type Answer = NonNullable<Schemas['InterviewQuestion']['answer']>;

const take = (state: Answer['takes'][number]['state'], durationSeconds: number | null) =>
  ({ id: 'tak_1', number: 1, state, durationSeconds, problem: null, completedAt: null }) as Answer['takes'][number];
const answer = (takes: Answer['takes'], writtenText: string | null = null): Answer => ({
  ...{ id: 'ans_1', questionId: 'q1', kind: writtenText === null ? 'recorded' : 'written', state: 'answered' },
  ...{ chosenTakeId: null, takesLeft: 1, problem: null, takes, writtenText },
});
const questions = (...answers: (Answer | null)[]) => ({
  questions: answers.map((each, at) => ({
    id: `q${at}`,
    text: 'What?',
    thinkSeconds: 1,
    answerSeconds: 9,
    answer: each,
  })),
});

it('counts what is stored of somebody, and leaves out what was given up', () => {
  const some = questions(
    answer([take('transcribed', 61.5), take('discarded', 5), take('open', null)]),
    answer([take('probed', 10)], 'In writing.'),
    null,
  );
  expect(storedOf(some)).toEqual({ recordings: 3, seconds: 71.5, written: 1, isHeard: true });
  expect(isEmpty(storedOf(questions(null, answer([]))))).toBe(true);
  expect(isEmpty(storedOf(questions(answer([], 'In writing.'))))).toBe(false);
});

it('promises thirty days', () => {
  expect(deletionDueAt(Date.parse('2026-11-22T10:00:00Z')).toISOString()).toBe('2026-12-22T10:00:00.000Z');
});
