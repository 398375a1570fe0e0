import type { Schemas } from '../../api/queries.js';
import { formatClock } from '../../i18n/format.js';

type Signal = Schemas['IntegritySignal'];

const kinds: readonly Signal['kind'][] = ['left_page', 'lost_focus', 'second_device_tab', 'pasted_text'];

/** What was noted, summed up by kind as sentences say it: how often, and how long in all (`time`, as `1:20`). */
export function sumsOfSignals(signals: readonly Signal[]): { kind: Signal['kind']; count: number; time: string }[] {
  return kinds
    .map((kind) => ({ kind, noted: signals.filter((signal) => signal.kind === kind) }))
    .filter(({ noted }) => noted.length > 0)
    .map(({ kind, noted }) => {
      const seconds = noted.reduce((sum, signal) => sum + (signal.seconds ?? 0), 0);
      return { kind, count: noted.length, time: formatClock(seconds) };
    });
}
