import { bankTimeOf, nextBusinessDay, startOfDayAfter, yymmdd } from './bank-days.js';

describe('the days of the bank', () => {
  it('begin and end by its own clocks, and not by those of Greenwich', () => {
    const late = new Date('2026-03-03T02:05:00Z');
    expect(bankTimeOf(late, 'America/New_York')).toEqual({ day: '2026-03-02', time: '2105' });
    expect(bankTimeOf(late, 'UTC')).toEqual({ day: '2026-03-03', time: '0205' });
    expect(startOfDayAfter('2026-03-02', 'America/New_York')).toEqual(new Date('2026-03-03T05:00:00Z'));
    // The clocks change that night.
    expect(startOfDayAfter('2026-03-08', 'America/New_York')).toEqual(new Date('2026-03-09T04:00:00Z'));
  });

  it.each([
    ['2026-03-02', '2026-03-03'],
    ['2026-03-05', '2026-03-06'],
    ['2026-03-06', '2026-03-09'],
    ['2026-03-07', '2026-03-09'],
    ['2026-03-08', '2026-03-09'],
    ['2026-12-31', '2027-01-01'],
  ])('are followed, after %s, by the business day %s', (day, next) => {
    expect(nextBusinessDay(day)).toBe(next);
  });

  it('are six digits in a file', () => {
    expect(yymmdd('2026-03-02')).toBe('260302');
  });
});
