import fc from 'fast-check';
import {
  currentRetentionRules,
  deletionDueAt,
  type RetentionRules,
  retentionDueAt,
  retentionFor,
} from './retention-rules.js';

const row = (days: number, scorecardYears: number) => ({
  ...{ mediaDays: days, transcriptDays: days, modelCallDays: days, scorecardYears },
  source: 'A test.',
});
const rules: RetentionRules = {
  version: 'test',
  elsewhere: row(90, 1),
  places: { XA: row(300, 2), 'XA-ON': row(200, 5), XB: { ...row(400, 1), modelCallDays: 120 } },
};

describe('Deadlines', () => {
  it.each([
    ['2026-11-22T00:00:00.000Z', '2026-12-22T00:00:00.000Z'],
    ['2026-11-22T23:59:59.999Z', '2026-12-22T23:59:59.999Z'],
    // Over the end of daylight saving time in Illinois, a leap day, and the end of a year.
    ['2026-10-20T12:00:00.000Z', '2026-11-19T12:00:00.000Z'],
    ['2028-02-10T12:00:00.000Z', '2028-03-11T12:00:00.000Z'],
    ['2026-12-31T08:30:00.000Z', '2027-01-30T08:30:00.000Z'],
  ])('what is asked for at %s is due at %s', (requested, due) => {
    expect(deletionDueAt(new Date(requested)).toISOString()).toBe(due);
  });

  it('are counted from the end of the application by the shortest time of all places', () => {
    const ended = new Date('2026-11-22T10:00:00Z');
    expect(retentionDueAt(ended, ['US-IL']).toISOString()).toBe('2027-11-22T10:00:00.000Z');
    expect(retentionDueAt(ended, ['US-IL', 'DE']).toISOString()).toBe('2027-05-21T10:00:00.000Z');
  });
});

describe('The retention of several places', () => {
  it.each([
    ['nowhere', [], 90, 1],
    ['a place without a row', ['ZZ-QQ'], 90, 1],
    ['a country', ['XA'], 300, 2],
    ['a region, which falls under its country as well', ['XA-ON'], 200, 5],
    ['a region without a row of its own', ['XA-QC'], 300, 2],
    ['the least of media, transcripts and model calls', ['XB'], 120, 1],
    ['two countries', ['XA-ON', 'XB'], 120, 5],
    ['one with a row and one without', ['XB', 'ZZ'], 90, 1],
  ])('of %s is the shortest maximum and the longest minimum', (_name, places, contentDays, scorecardYears) => {
    expect(retentionFor(places, rules)).toEqual({ contentDays, scorecardYears });
  });

  it('never grows for content, and never shrinks for results, with another place', () => {
    const place = fc.constantFrom(...Object.keys(currentRetentionRules().places), 'ZZ', 'US-IL', 'US-NY');
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 5 }), place, (places, more) => {
        const [fewer, all] = [retentionFor(places), retentionFor([...places, more])];
        expect(all.contentDays).toBeLessThanOrEqual(fewer.contentDays);
        expect(all.scorecardYears).toBeGreaterThanOrEqual(fewer.scorecardYears);
      }),
    );
  });

  it('names its source for every row, and what is asked for at once in every place', () => {
    const { places, elsewhere } = currentRetentionRules();
    for (const { source, ...figures } of [...Object.values(places), elsewhere]) {
      expect(source.length).toBeGreaterThan(20);
      for (const figure of Object.values(figures)) expect(Number.isInteger(figure) && figure > 0).toBe(true);
    }
    expect(retentionFor(['US-CA']).scorecardYears).toBe(4);
    expect(retentionFor(['US-CO']).scorecardYears).toBe(3);
  });
});
