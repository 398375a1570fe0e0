import { lastFullWeek, workingHours } from './working-week.js';

describe('The last full week', () => {
  it.each([
    ['on a Friday', '2026-11-27T18:00:00Z', '2026-11-16', '2026-11-22'],
    ['on a Monday', '2026-11-23T15:00:00Z', '2026-11-16', '2026-11-22'],
    ['on a Sunday', '2026-11-29T15:00:00Z', '2026-11-16', '2026-11-22'],
    ['when it is Monday in London and Sunday in New York', '2026-11-30T02:00:00Z', '2026-11-16', '2026-11-22'],
  ])('is over, %s', (_, now, monday, sunday) => {
    expect(lastFullWeek(new Date(now))).toEqual({ monday, sunday });
  });

  it('is worked six hours a day by the clock of the place, also where that is changed', () => {
    const hours = workingHours('2026-10-26');
    expect(hours[0]).toEqual({ startedAt: '2026-10-26T09:00:00-04:00', endedAt: '2026-10-26T15:00:00-04:00' });
    expect(workingHours('2026-11-02')[0]!.startedAt).toBe('2026-11-02T09:00:00-05:00');
    expect(hours).toHaveLength(5);
  });
});
