import { idFromUuid, uuidOf } from '@guildhall/messages/contract';
import type { DataSource } from 'typeorm';
import { codeVersion } from '../../apps/interviews/src/code-version.js';
import { readStoredScore } from './stored-score.js';
import { type ScoreVerdict, verifyScore } from './verify-score.js';

export interface VerificationTask {
  /** One result, or null for all. */
  scorecardId: string | null;
  /** How many at most. */
  limit: number;
  /** Those behind this one. */
  after: string | null;
}

const mostDifferencesShown = 40;
const pageSize = 100;

/**
 * Verifies one result or all, and says so line by line, with one line of JSON at the end.
 * @returns 1 where one differs, 2 where none does and one could not be computed again in full or is not there, 0 otherwise
 */
export async function verifyScores(
  source: DataSource,
  task: VerificationTask,
  print: (line: string) => void,
): Promise<number> {
  const counts: Record<ScoreVerdict['outcome'], number> = { same: 0, different: 0, incomplete: 0 };
  let last: string | null = null;
  for await (const scorecardId of scorecardsOf(source, task)) {
    const stored = await readStoredScore(source, scorecardId);
    if (stored === null) {
      print(`There is no scorecard ${scorecardId}.`);
      return 2;
    }
    const verdict = await verifyScore(stored);
    counts[verdict.outcome] += 1;
    last = scorecardId;
    for (const line of told(verdict)) print(line);
  }
  const done = counts.same + counts.different + counts.incomplete;
  const next = task.scorecardId === null && done === task.limit ? last : null;
  if (next !== null) print(`stopped at the limit of ${task.limit}; go on with --after ${next}`);
  print(JSON.stringify({ codeVersion, ...counts, next }));
  if (counts.different > 0) return 1;
  return counts.incomplete > 0 ? 2 : 0;
}

/** Oldest first. */
async function* scorecardsOf(
  source: DataSource,
  { scorecardId, limit, after }: VerificationTask,
): AsyncGenerator<string> {
  if (scorecardId !== null) {
    yield scorecardId;
    return;
  }
  let from = after === null ? '00000000-0000-0000-0000-000000000000' : uuidOf(after);
  for (let left = limit; left > 0; ) {
    const page: { id: string }[] = await source.query('SELECT id FROM scorecard WHERE id > $1 ORDER BY id LIMIT $2', [
      from,
      Math.min(pageSize, left),
    ]);
    for (const { id } of page) yield idFromUuid('scr', id);
    if (page.length === 0) return;
    left -= page.length;
    from = page.at(-1)!.id;
  }
}

function told({ scorecardId, outcome, madeBy, engine, missing, differences }: ScoreVerdict): string[] {
  const words = { same: 'the same, byte for byte', different: 'DIFFERENT', incomplete: 'not verified in full' };
  const why = missing === null ? '' : `: ${missing}`;
  const head = `${scorecardId}: ${words[outcome]}${why} (code ${madeBy}, ${engine})`;
  const shown = differences.slice(0, mostDifferencesShown);
  const more = differences.length - shown.length;
  return [
    head,
    ...shown.map(({ part, stored, recomputed }) => `  ${part}: stored ${stored}, recomputed ${recomputed}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}
