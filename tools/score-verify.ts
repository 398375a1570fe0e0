import process from 'node:process';
import { parseArgs } from 'node:util';
import { withSchema } from '@guildhall/database';
import { messageOf } from '@guildhall/errors';
import { isId } from '@guildhall/messages/contract';
import { interviewsSchema } from '../apps/interviews/src/database/data-source.js';
import { withPlatformDatabase } from './platform/platform-database.js';
import { platformFolder } from './platform/platform-folder.js';
import { type VerificationTask, verifyScores } from './score-verification/verify-scores.js';

const usage =
  'npm run score:verify -- <scorecard id> [environment], or -- --all [--limit 1000] [--after <scorecard id>] [environment]';
const mostScores = 100_000;

interface Task extends VerificationTask {
  environment: string;
}

// `npm run score:verify -- scr_…`: computes a stored result again from its record and compares it byte for byte. It exits with 1 where one
// differs, with 2 where none does and one could not be computed again in full (or the call is wrong). No model is called.
function readTask(): Task {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      all: { type: 'boolean', default: false },
      limit: { type: 'string', default: '1000' },
      after: { type: 'string' },
    },
  });
  const names = [...positionals];
  const scorecardId = values.all ? null : (names.shift() ?? null);
  const after = values.after ?? null;
  if ((scorecardId === null && !values.all) || names.length > 1) throw new Error(`Name a scorecard: ${usage}`);
  for (const id of [scorecardId, after]) {
    if (id !== null && !isId('scr', id)) throw new Error(`"${id}" is no id of a scorecard: ${usage}`);
  }
  const limit = /^\d{1,6}$/.test(values.limit) ? Number(values.limit) : 0;
  if (limit < 1 || limit > mostScores) throw new Error(`--limit is a whole number from 1 to ${mostScores}.`);
  return { scorecardId, limit, after, environment: names[0] ?? 'data' };
}

try {
  const task = readTask();
  process.exitCode = await withPlatformDatabase(platformFolder(task.environment), process.env, (adminUrl) =>
    withSchema({ ...interviewsSchema, service: 'interviews', adminUrl }, (source) =>
      verifyScores(source, task, console.log),
    ),
  );
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 2;
}
