import { parseArgs } from 'node:util';
import type { AttackString } from '../../apps/interviews/test/sample-answers.js';
import { readStrings } from './strings-file.js';

/** Strings of one's own, beside those that the tests bring. */
export interface JudgeTask {
  attacks: readonly AttackString[];
  clean: readonly AttackString[];
}

const usage = 'npm run test:judge [-- --attacks FILE] [--clean FILE]';

/** @throws Error that names what is wrong with the call or with a file */
export async function readJudgeTask(args: readonly string[]): Promise<JudgeTask> {
  const { attacks, clean } = optionsOf(args);
  return {
    attacks: attacks === undefined ? [] : await readStrings(attacks),
    clean: clean === undefined ? [] : await readStrings(clean),
  };
}

function optionsOf(args: readonly string[]): { attacks?: string; clean?: string } {
  try {
    return parseArgs({ args: [...args], options: { attacks: { type: 'string' }, clean: { type: 'string' } } }).values;
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)} Usage: ${usage}`, { cause: error });
  }
}
