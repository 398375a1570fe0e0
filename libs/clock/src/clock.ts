/** Business time. Passed as a parameter wherever a rule depends on the time, so that a test can move it. */
export interface Clock {
  now(): Date;
}

/** Injection token of the `Clock` that a service was started with. */
export const CLOCK = Symbol('clock');

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still until it is told to move; for tests only. */
export class ManualClock implements Clock {
  private currentMs: number;

  constructor(start: Date | string = '2026-01-05T09:00:00.000Z') {
    this.currentMs = new Date(start).getTime();
  }

  now(): Date {
    return new Date(this.currentMs);
  }

  advance(by: { seconds?: number; minutes?: number; hours?: number; days?: number }): void {
    const seconds = (by.seconds ?? 0) + 60 * (by.minutes ?? 0) + 3600 * (by.hours ?? 0) + 86_400 * (by.days ?? 0);
    this.currentMs += seconds * 1000;
  }

  set(to: Date | string): void {
    this.currentMs = new Date(to).getTime();
  }
}
