import { AppError } from '@guildhall/errors';

export function templateInvalid(title: string, problem: string): AppError {
  return new AppError('template_invalid', `The template "${title}" cannot be used: ${problem}`);
}
