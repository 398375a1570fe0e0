/** Why a message was not believed; a metric label, so the values are few and fixed. */
export type EnvelopeFault = 'malformed' | 'unknown_key' | 'bad_mac' | 'wrong_audience' | 'wrong_kind';

/** The message says nothing about the content: whoever sent it is not known to be one of us. */
export class EnvelopeError extends Error {
  override readonly name = 'EnvelopeError';

  constructor(readonly fault: EnvelopeFault) {
    super(`The envelope was refused: ${fault.replaceAll('_', ' ')}.`);
  }
}
