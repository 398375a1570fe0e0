import { AppError } from '@guildhall/errors';
import fc from 'fast-check';
import { ParkJob, PutOff, RetryLater } from './jobs.errors.js';
import { afterDeath, afterFailure, backoffMs, maxOutageMs, maxPutOffMs } from './retry-policy.js';

const limits = { attempts: 4, backoffMs: 1_000 };
const failed = (error: unknown, more = {}) => ({ failures: 0, attempt: 1, ageMs: 0, outageMs: 0, error, ...more });
const dice = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });

describe('after a failed attempt a job', () => {
  it('is retried up to its limit and then parked, whatever it throws', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.anything(), dice, (attempts, error, random) => {
        fc.pre(!(error instanceof RetryLater) && !(error instanceof ParkJob));
        let runs = 0;
        let failures = 0;
        for (;;) {
          runs++;
          const verdict = afterFailure({ attempts, backoffMs: 10 }, failed(error, { failures, attempt: runs }), random);
          failures = verdict.failures;
          if (verdict.kind === 'park') break;
        }
        expect(runs).toBe(attempts);
      }),
      { examples: [[1, [{ toString: 0 }], 0]] },
    );
  });

  it('waits twice as long each time, within half of it and all of it, and never over 10 minutes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60_000 }), fc.nat(10_000), dice, (firstMs, failures, random) => {
        const full = Math.min(firstMs * 2 ** Math.min(failures, 30), 600_000);
        const delayMs = backoffMs(firstMs, failures, random);
        expect(delayMs).toBeGreaterThanOrEqual(Math.floor(full / 2));
        expect(delayMs).toBeLessThanOrEqual(Math.ceil(full));
      }),
    );
  });

  it('comes back no sooner than it was told, and not for that reason any closer to its limit', () => {
    const verdict = afterFailure(limits, failed(new RetryLater('busy', 30_000), { failures: 3 }), 0.5);
    expect(verdict).toMatchObject({ kind: 'retry', delayMs: 31_500, failures: 3 });
    const counted = new RetryLater('busy', 30_000, { countsAsAttempt: true });
    expect(afterFailure(limits, failed(counted), 0)).toMatchObject({ kind: 'retry', delayMs: 30_000, failures: 1 });
    expect(afterFailure(limits, failed(counted, { failures: 3 }), 0)).toMatchObject({ kind: 'park' });
  });

  it('does not come back for ever without losing an attempt: a day after the first failure in a row it is parked', () => {
    const later = (outageMs: number) =>
      afterFailure(limits, failed(new RetryLater('busy', 1_000), { ageMs: maxPutOffMs, outageMs }), 0).kind;
    expect([later(0), later(maxOutageMs - 1), later(maxOutageMs)]).toEqual(['retry', 'retry', 'park']);
  });

  it('waits for the day it was put off to without losing an attempt, for a month', () => {
    const until = new Date('2026-01-06T00:00:00Z');
    const putOff = (ageMs: number) =>
      afterFailure(limits, failed(new PutOff('no budget', until), { failures: 3, ageMs }), 0);
    expect(putOff(maxPutOffMs - 1)).toMatchObject({
      kind: 'put_off',
      until,
      failures: 3,
      problem: { detail: 'no budget' },
    });
    expect(putOff(maxPutOffMs)).toMatchObject({ kind: 'park', failures: 3 });
  });

  it('loses no attempt to an outage and is tried again within 15 s', () => {
    for (const code of ['unavailable', 'deadline_exceeded'] as const) {
      for (let attempt = 1; attempt < 100; attempt++) {
        const verdict = afterFailure(limits, failed(new AppError(code, 'away'), { failures: 3, attempt }), 0.999);
        expect(verdict).toMatchObject({ kind: 'retry', failures: 3 });
        expect((verdict as { delayMs: number }).delayMs).toBeLessThanOrEqual(15_000);
      }
    }
  });

  it('is parked at once when nothing would help, with what was thrown as its reason', () => {
    const verdict = afterFailure(limits, failed(new ParkJob('This file holds no sound.')), 0);
    expect(verdict).toMatchObject({ kind: 'park', problem: { code: 'internal', detail: 'This file holds no sound.' } });
  });
});

describe('after its worker died a job', () => {
  it('runs again at once, and is parked by its own limit alone', () => {
    expect(afterDeath(limits, 2)).toMatchObject({ kind: 'retry', delayMs: 0, failures: 3 });
    expect(afterDeath(limits, 3)).toMatchObject({ kind: 'park', failures: 4 });
  });
});
