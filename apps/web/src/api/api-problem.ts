/** As much of a problem document as pages look at. @see https://www.rfc-editor.org/rfc/rfc9457 */
export interface Problem {
  code: string;
  detail: string;
  errors?: { field: string; message: string }[];
}

/** An answer outside 2xx. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly code: string;
  /** What somebody who asks for help can name. */
  readonly reference: string;
  readonly retryAfterSeconds: number;

  constructor(
    readonly status: number,
    readonly problem: Partial<Problem>,
    headers: Headers,
  ) {
    super(problem.detail ?? `The answer was ${status}.`);
    this.code = problem.code ?? 'unknown';
    this.reference = headers.get('x-request-id') ?? '–';
    this.retryAfterSeconds = Number(headers.get('retry-after')) || 10;
  }
}

export function hasCode(thrown: unknown, ...codes: string[]): boolean {
  return thrown instanceof ApiProblem && codes.includes(thrown.code);
}
