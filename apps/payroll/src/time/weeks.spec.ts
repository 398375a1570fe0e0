import fc from 'fast-check';
import { linesOf } from './timesheet-lines.js';
import { secondsOf, splitAt, splitAtWeeks, startOfLocalDay, weekOf } from './weeks.js';

const newYork = 'America/New_York';
const hours = ({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }) =>
  (endsAt.getTime() - startsAt.getTime()) / 3_600_000;
const zones = fc.constantFrom(
  newYork,
  'Europe/Paris',
  'Asia/Kolkata',
  'Pacific/Apia',
  'America/Sao_Paulo',
  'UTC',
  'Africa/Cairo',
);
const moment = fc.date({ min: new Date('2024-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
const wholeSeconds = (date: Date) => new Date(Math.floor(date.getTime() / 1_000) * 1_000);

describe('a week', () => {
  it.each([
    ['2026-03-04T12:00:00Z', '2026-03-02', 167], // the clocks go forward on the Sunday
    ['2026-06-10T12:00:00Z', '2026-06-08', 168],
    ['2026-10-28T12:00:00Z', '2026-10-26', 169], // and back
  ])('that %s lies in begins on Monday %s and has %s hours in New York', (at, weekStart, length) => {
    const week = weekOf(new Date(at), newYork);
    expect(week.weekStart).toBe(weekStart);
    expect(hours(week)).toBe(length);
  });

  it('begins with the moment that ended the one before', () => {
    fc.assert(
      fc.property(moment, zones, (at, zone) => {
        const week = weekOf(at, zone);
        expect(week.startsAt <= at && at < week.endsAt).toBe(true);
        expect(weekOf(week.endsAt, zone).startsAt).toEqual(week.endsAt);
        expect(weekOf(week.startsAt, zone)).toEqual(week);
      }),
    );
  });

  it('counts what passed, not what the clock on the wall shows', () => {
    // 2026-11-01 America/New_York 00:30 to 02:30: the hour from one to two came twice.
    const span = { startedAt: new Date('2026-11-01T00:30:00-04:00'), endedAt: new Date('2026-11-01T02:30:00-05:00') };
    expect(secondsOf(span)).toBe(3 * 3_600);
  });

  it('cuts what crosses it, and loses and adds nothing', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 1, max: 30 * 86_400 }), zones, (start, seconds, zone) => {
        const startedAt = wholeSeconds(start);
        const span = { startedAt, endedAt: new Date(startedAt.getTime() + seconds * 1_000) };
        const parts = splitAtWeeks(span, zone);
        expect(parts.reduce((sum, part) => sum + secondsOf(part), 0)).toBe(seconds);
        expect(parts[0]!.startedAt).toEqual(span.startedAt);
        expect(parts.at(-1)!.endedAt).toEqual(span.endedAt);
        for (const { week, startedAt: from, endedAt: to } of parts) {
          expect(week.startsAt <= from && to <= week.endsAt).toBe(true);
        }
      }),
    );
  });

  it('is cut at moments inside alone', () => {
    const at = (hour: number) => new Date(Date.UTC(2026, 0, 5, hour));
    const parts = splitAt({ startedAt: at(9), endedAt: at(17) }, [at(8), at(9), at(12), at(17), at(18)]);
    expect(parts).toEqual([
      { startedAt: at(9), endedAt: at(12) },
      { startedAt: at(12), endedAt: at(17) },
    ]);
  });
});

describe('the lines of a week', () => {
  const rates = [
    { id: 'rat_1', effectiveFrom: '2026-01-05' },
    { id: 'rat_2', effectiveFrom: '2026-01-07' },
  ];
  const at = (local: string) => new Date(`2026-01-${local}:00-05:00`);

  it('have the rate in force, also where it changes during an entry', () => {
    const entries = [{ startedAt: at('06T22:00'), endedAt: at('07T03:00') }];
    expect(linesOf(entries, rates, newYork, 144_000)).toEqual([
      { rateId: 'rat_1', kind: 'regular', seconds: 2 * 3_600 },
      { rateId: 'rat_2', kind: 'regular', seconds: 3 * 3_600 },
    ]);
  });

  it('split the entry that crosses the limit, in the order in which it was worked', () => {
    const entries = [
      { startedAt: at('08T09:00'), endedAt: at('08T19:00') },
      { startedAt: at('05T09:00'), endedAt: at('05T19:00') },
    ];
    expect(linesOf(entries, rates, newYork, 15 * 3_600)).toEqual([
      { rateId: 'rat_1', kind: 'regular', seconds: 36_000 },
      { rateId: 'rat_2', kind: 'regular', seconds: 18_000 },
      { rateId: 'rat_2', kind: 'over_cap', seconds: 18_000 },
    ]);
    expect(linesOf(entries, rates, newYork, 36_000, 36_000).map(({ kind }) => kind)).toEqual(['over_cap', 'over_cap']);
  });

  it('never pay more than the limit, and account for every second', () => {
    const entry = fc.tuple(fc.nat(9), fc.integer({ min: 1, max: 50_000 })).map(([slot, seconds]) => {
      const startedAt = new Date(at('05T00:00').getTime() + slot * 60_000_000);
      return { startedAt, endedAt: new Date(startedAt.getTime() + seconds * 1_000) };
    });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 10 }), fc.nat(200_000), (entries, limit) => {
        const lines = linesOf(entries, rates, newYork, limit);
        const sum = (kind?: string) =>
          lines.filter((line) => !kind || line.kind === kind).reduce((total, { seconds }) => total + seconds, 0);
        const worked = entries.reduce((total, span) => total + secondsOf(span), 0);
        expect(sum()).toBe(worked);
        expect(sum('regular')).toBe(Math.min(worked, limit));
      }),
    );
  });

  it('refuse time before there is a rate', () => {
    const early = [{ startedAt: at('04T09:00'), endedAt: at('04T10:00') }];
    expect(() => linesOf(early, rates, newYork, 1)).toThrow(RangeError);
    expect(startOfLocalDay('2026-01-05', newYork)).toEqual(at('05T00:00'));
  });
});
