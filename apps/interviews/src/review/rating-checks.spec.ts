import fc from 'fast-check';
import { areFarApart, faultsOfChanges, faultsOfRatings } from './rating-checks.js';

const criteria = ['design', 'verification'];
const spoken = new Map([['q1', ['I check the  numbers\u200b twice.', 'I check the figures twice.']]]);
const complete = criteria.map((criterion) => ({ criterion, level: 3 }));
const fieldsOf = (faults: { field: string }[]) => faults.map(({ field }) => field);

describe('The ratings of a result', () => {
  it('are one level for each criterion, with words that were said', () => {
    expect(faultsOfRatings(complete, criteria, spoken)).toEqual([]);
    for (const text of ['check the NUMBERS twice', 'figures']) {
      const ratings = [{ ...complete[0]!, quote: { questionId: 'q1', text } }, complete[1]!];
      expect(faultsOfRatings(ratings, criteria, spoken)).toEqual([]);
    }
  });

  it('say where a criterion is missing, given twice or of another plan', () => {
    expect(faultsOfRatings([], criteria, spoken)).toHaveLength(2);
    expect(fieldsOf(faultsOfRatings([...complete, complete[0]!], criteria, spoken))).toEqual(['ratings.2.criterion']);
    const foreign = [...complete, { criterion: 'tone', level: 1 }];
    expect(faultsOfRatings(foreign, criteria, spoken)[0]!.message).toContain('tone');
  });

  it.each([
    ['of another question', 'q2', 'I check the numbers'],
    ['that nobody said', 'q1', 'I rebuild the model'],
    ['put together from both versions', 'q1', 'numbers figures'],
    ['of nothing that can be seen', 'q1', '\u200b'],
  ])('take no quote %s', (_, questionId, text) => {
    const ratings = [complete[0]!, { ...complete[1]!, quote: { questionId, text } }];
    expect(fieldsOf(faultsOfRatings(ratings, criteria, spoken))).toEqual(['ratings.1.quote.text']);
  });
});

describe('Changes after the reveal', () => {
  const blind = new Map([
    ['design', 3],
    ['verification', 4],
  ]);
  const change = (criterion: string, level: number) => ({ criterion, level, reason: 'missed_evidence' as const });

  it('are of rated criteria, each once and to another level', () => {
    expect(faultsOfChanges([], blind)).toEqual([]);
    expect(faultsOfChanges([change('design', 4), change('verification', 1)], blind)).toEqual([]);
    expect(fieldsOf(faultsOfChanges([change('design', 3)], blind))).toEqual(['changes.0.level']);
    const twice = [change('design', 4), change('design', 5), change('tone', 1)];
    expect(fieldsOf(faultsOfChanges(twice, blind))).toEqual(['changes.1.criterion', 'changes.2.criterion']);
  });
});

describe('Reviewer and engine', () => {
  it('are far apart from two levels on, whoever is above, and never where the engine has none', () => {
    const level = fc.integer({ min: 1, max: 5 });
    fc.assert(
      fc.property(level, level, (own, engines) => {
        const apart = areFarApart([{ criterion: 'design', level: own }], new Map([['design', engines]]));
        expect(apart).toBe(Math.abs(own - engines) > 1);
        expect(areFarApart([{ criterion: 'design', level: own }], new Map())).toBe(false);
      }),
    );
  });
});
