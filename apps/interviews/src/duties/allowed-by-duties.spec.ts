import { allowedByDuties, type PlaceDuties } from './allowed-by-duties.js';

describe('the duties of places', () => {
  const duties: Record<string, PlaceDuties> = {
    AA: { aiEvaluation: 'forbidden', source: 'a law of AA' },
    'BB-1': { aiEvaluation: 'forbidden', source: 'a law of the region' },
    CC: { aiEvaluation: 'consent', source: 'a law of CC' },
  };

  it('allow AI where no place forbids it', () => {
    expect(allowedByDuties(['CC', 'BB-2', 'DD'], duties)).toBe(true);
    expect(allowedByDuties([], duties)).toBe(true);
    expect(allowedByDuties(['US-IL'])).toBe(true);
  });

  it('forbid it where one place does, or the country of a region', () => {
    expect(allowedByDuties(['CC', 'AA'], duties)).toBe(false);
    expect(allowedByDuties(['AA-9'], duties)).toBe(false);
    expect(allowedByDuties(['BB-1'], duties)).toBe(false);
    expect(allowedByDuties(['BB'], duties)).toBe(true);
  });
});
