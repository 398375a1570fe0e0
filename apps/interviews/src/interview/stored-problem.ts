import { type AppError, problemFor } from '@guildhall/errors';
import type { StoredProblem } from '@guildhall/messages/interviews';

/** The part of a problem document (RFC 9457) that is kept with an answer or an interview. */
export function storedProblem(error: AppError): StoredProblem {
  const { code, title, detail } = problemFor(error);
  return { code, title, detail };
}
