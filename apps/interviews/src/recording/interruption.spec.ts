import { interruptionKinds, uploadLimits } from '@guildhall/messages/interviews';
import { type Break, judgeInterruption } from './interruption.js';

const broken = (given: Partial<Break>): Break => ({
  ...{ kind: 'camera_lost', atSeconds: 80, take: 'open', interruptions: 1 },
  ...given,
});

describe('An interruption', () => {
  it('costs nobody a try, whatever broke', () => {
    for (const kind of interruptionKinds) expect(judgeInterruption(broken({ kind })).countsAsTry).toBe(false);
  });

  it.each([
    ['camera_lost', 'device', 'continue'],
    ['microphone_lost', 'device', 'continue'],
    ['page_lost', 'device', 'continue'],
    ['storage_full', 'device', 'continue'],
    ['connection_lost', 'connection', 'continue'],
    ['recorder_failed', 'ours', 'start_again'],
  ] as const)('of the kind %s is put down to: %s, and the page offers to %s', (kind, fault, next) => {
    expect(judgeInterruption(broken({ kind }))).toMatchObject({ fault, next });
  });

  it('is begun anew where there is nothing to continue, or the take is given up', () => {
    expect(judgeInterruption(broken({ atSeconds: 0.9 })).next).toBe('start_again');
    expect(judgeInterruption(broken({ take: 'discarded' })).next).toBe('start_again');
  });

  it('is continued while there is room for another segment', () => {
    const next = (interruptions: number) => judgeInterruption(broken({ interruptions })).next;
    expect(next(uploadLimits.segmentsPerTake - 1)).toBe('continue');
    expect(next(uploadLimits.segmentsPerTake)).toBe('start_again');
  });
});
