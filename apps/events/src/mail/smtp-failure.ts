/** Why a mail was not taken, in words that carry neither its text nor an address: those of servers repeat both. */
export class SmtpFailure extends Error {
  override readonly name = 'SmtpFailure';

  constructor(
    /**
     * `refused`: this mail will not be taken, whenever it is tried. `deferred`: this mail may be taken later (greylisting, a full
     * mailbox). `away`: the server cannot be used at all, which says nothing about the mail.
     */
    readonly kind: 'refused' | 'deferred' | 'away',
    message: string,
  ) {
    super(message);
  }
}

interface SmtpError {
  code?: unknown;
  responseCode?: unknown;
  response?: unknown;
  command?: unknown;
}

/** Steps of SMTP that are about one mail; all others are about the connection, the account or the sender's address. */
const stepsOfOneMail = new Set(['RCPT TO', 'DATA']);

/**
 * What an error of nodemailer means.
 * @see https://www.rfc-editor.org/rfc/rfc5321#section-4.2.1 for 4xx and 5xx
 * @see https://www.rfc-editor.org/rfc/rfc3463 for codes like 5.1.1
 */
export function smtpFailureOf(thrown: unknown): SmtpFailure {
  const error = (typeof thrown === 'object' && thrown !== null ? thrown : {}) as SmtpError;
  const { code, command } = error;
  const step = typeof command === 'string' ? command : 'CONN';
  const answer = typeof error.responseCode === 'number' ? error.responseCode : null;
  const described = describe(step, answer, error.response, code);
  if (answer !== null && answer !== serviceNotAvailable && stepsOfOneMail.has(step)) {
    return answer >= 500
      ? new SmtpFailure('refused', `The mail server refuses the mail for good (${described}).`)
      : new SmtpFailure('deferred', `The mail server takes the mail later, if at all (${described}).`);
  }
  // An address that nodemailer itself finds malformed; no server was asked.
  if (code === 'EENVELOPE' && answer === null) {
    return new SmtpFailure('refused', 'The address of the recipient is none that mail can be sent to.');
  }
  return new SmtpFailure('away', `The mail server cannot be used (${described}).`);
}

const serviceNotAvailable = 421;

function describe(step: string, answer: number | null, response: unknown, code: unknown): string {
  const status = typeof response === 'string' ? /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(response)?.[0] : undefined;
  const name = typeof code === 'string' && /^E[A-Z]+$/.test(code) ? code : undefined;
  return [answer, status, answer === null ? name : undefined, `at ${step}`].filter((part) => part != null).join(' ');
}
