import { AppError } from '@guildhall/errors';
import { mostGrantedTakes, takesPerAnswer } from './take-allowance.js';

export function takeNotFound(): AppError {
  return new AppError('not_found', 'There is no such take, or you do not have access to it.');
}

export function questionNotFound(): AppError {
  return new AppError('not_found', 'This interview has no such question.');
}

export function takeWrongState(take: { id: string; state: string }, next: string): AppError {
  const state = take.state.replaceAll('_', ' ');
  return new AppError('take_wrong_state', `Take ${take.id} is ${state}; ${next}`, {
    details: { takeId: take.id, state: take.state },
  });
}

export function noTakesLeft(questionId: string): AppError {
  return new AppError(
    'no_takes_left',
    `All takes of question ${questionId} are used (${takesPerAnswer}, and up to ${mostGrantedTakes} more for faulty ones); ` +
      'choose one of them, answer in writing, or ask for a person instead.',
    { details: { questionId } },
  );
}
