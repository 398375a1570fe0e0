import type { CrashCase } from './crash-case.js';
import type { CaseResult } from './run-case.js';

export interface CrashReport {
  mode: string;
  cases: number;
  passed: number;
  failed: number;
  /** Not tried any more, because the time was over. */
  remaining: number;
  acknowledged: number;
  final: number;
  scorecards: number;
  modelCalls: number;
  modelReplies: number;
  seals: number;
  transfers: number;
  webhooks: number;
  repeats: number;
  retries: number;
  longestRecoverySeconds: number;
  seconds: number;
  violations: { case: string; violations: string[] }[];
}

export function reportOf(
  mode: string,
  cases: readonly CrashCase[],
  results: readonly CaseResult[],
  seconds: number,
): CrashReport {
  const failed = results.filter(({ violations }) => violations.length > 0);
  const sum = (count: (result: CaseResult) => number) => results.reduce((total, result) => total + count(result), 0);
  return {
    mode,
    cases: cases.length,
    passed: results.length - failed.length,
    failed: failed.length,
    remaining: cases.length - results.length,
    acknowledged: sum(({ acknowledged }) => acknowledged),
    final: sum(({ final }) => final),
    scorecards: sum(({ scorecards }) => scorecards),
    modelCalls: sum(({ modelCalls }) => modelCalls),
    modelReplies: sum(({ modelReplies }) => modelReplies),
    seals: sum(({ seals }) => seals),
    transfers: sum(({ transfers }) => transfers),
    webhooks: sum(({ webhooks }) => webhooks),
    repeats: sum(({ repeats }) => repeats),
    retries: sum(({ retries }) => retries),
    longestRecoverySeconds: rounded(Math.max(0, ...results.map(({ recoverySeconds }) => recoverySeconds ?? 0))),
    seconds: rounded(seconds),
    violations: failed.map(({ name, violations }) => ({ case: name, violations })),
  };
}

/** One line for each case, as it comes. */
export function lineOf(result: CaseResult): string {
  const { name, violations, seconds, downSeconds, recoverySeconds, lastToHold } = result;
  const { acknowledged, scorecards, seals, transfers, webhooks, repeats, retries } = result;
  const times = [downSeconds, recoverySeconds, seconds].map((each) =>
    (each === null ? '–' : each.toFixed(1)).padStart(6),
  );
  const counts = [acknowledged, scorecards, seals, transfers, webhooks, repeats, retries].map((count) =>
    String(count).padStart(6),
  );
  const line = [
    name.padEnd(26),
    violations.length === 0 ? 'held  ' : 'BROKEN',
    ...times,
    ...counts,
    lastToHold ?? '',
  ].join('  ');
  return [line, ...violations.map((violation) => `    ${violation}`)].join('\n');
}

export const headline = [
  'fault@step'.padEnd(26),
  'all   ',
  ...['down s', 'well s', 'case s', ' acked', 'scored', 'sealed', '  paid', ' hooks', 'repeat', ' again'],
  'last to hold',
].join('  ');

function rounded(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}
