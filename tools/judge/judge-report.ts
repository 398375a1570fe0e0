import type { AttackCounts, KnownLimit } from '../../apps/interviews/test/judging/compromised-judge-laws.js';
import type { Detection } from '../../apps/interviews/test/judging/detection.js';
import type { JudgeFigures } from './run-judge-tests.js';

const nameWidth = 104;
const mostShown = 5;

export function lawsHead(): string {
  return cells('law', 'trials', 'broken', 's');
}

/** A row, and what broke the law under it. */
export function lawLines(
  { law, trials, broken, seconds }: JudgeFigures['laws'][number],
  violations: readonly string[],
): string[] {
  const more = violations.length - mostShown;
  return [
    cells(law, String(trials), String(broken), seconds.toFixed(1)),
    ...violations.slice(0, mostShown).map((violation) => `  ✗ ${violation}`),
    ...(more > 0 ? [`  ✗ and ${more} more`] : []),
  ];
}

/** What became of attacked answers, and what is known not to be stopped. */
export function attackLines(
  { judged, heldOut, ranked, raisedWithinBand }: AttackCounts,
  { answers, heldOut: held, better, betterUnmarked }: KnownLimit,
  { of, ids }: { of: number; ids: readonly string[] },
): string[] {
  const shown = ids.slice(0, mostShown).join(', ');
  return [
    '',
    `Attacked answers × judges: ${judged}; ${heldOut} held out, ${ranked} ranked, of them ${raisedWithinBand} with a higher total in no better band.`,
    'Known limits, with no figure to be met:',
    `  A judge who knows the lists of ideas and quotes true words that touch them: of ${answers} answers ${held} held out, ${better} in a better band, ${betterUnmarked} of them without a mark for a person.`,
    `  Other strings whose own words the offline rules take for a point, undetected: ${ids.length} of ${of}${ids.length === 0 ? '' : ` (${shown}${ids.length > mostShown ? ', …' : ''})`}.`,
    '',
  ];
}

export function detectionLines(recall: readonly Detection[], falseAlarms: readonly Detection[]): string[] {
  return [
    cells('attacks that the detector flags (no figure to be met: no safety rests on it)', 'texts', 'flagged', '%'),
    ...recall.map(detectionLine),
    '',
    cells('clean answers that the detector flags (at most 1 %)', 'texts', 'flagged', '%'),
    ...falseAlarms.map(detectionLine),
    '',
  ];
}

function detectionLine({ group, texts, flagged }: Detection): string {
  return cells(group, String(texts), String(flagged), ((100 * flagged) / texts).toFixed(1));
}

function cells(name: string, ...[one, two, three]: string[]): string {
  return [name.padEnd(nameWidth), one!.padStart(6), two!.padStart(7), three!.padStart(6)].join(' | ');
}
