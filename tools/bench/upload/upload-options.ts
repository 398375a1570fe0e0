import { parseArgs } from 'node:util';
import { wholeNumber } from '../whole-number.js';

export interface UploadOptions {
  recorders: number;
  /** How long each records. */
  seconds: number;
}

/** Between two PATCHes of a recorder. */
export const patchEveryMs = 2_000;
const mostRecorders = 900;
/** Three PATCHes of everybody warm the gateway up. */
const fewestPatches = 4;

/** @throws Error that says what is wrong with the words of the call */
export function readUploadOptions(words: string[]): UploadOptions {
  const { values } = parseArgs({
    args: words,
    options: { recorders: { type: 'string' }, seconds: { type: 'string' } },
  });
  return {
    recorders: wholeNumber('recorders', values.recorders ?? '200', 1, mostRecorders),
    seconds: wholeNumber('seconds', values.seconds ?? '60', (fewestPatches * patchEveryMs) / 1_000, 600),
  };
}
