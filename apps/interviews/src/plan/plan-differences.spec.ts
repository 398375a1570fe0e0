import fc from 'fast-check';
import { examplePlanJson } from '../../test/sample-answers.js';
import { differencesOf } from './plan-differences.js';

interface Example {
  criteria: { id: string; title: string; anchors: Record<string, string> }[];
  indicators: { id: string; ideas: { id: string; any: string[] }[] }[];
  domainTerms: string[];
  minAnswered?: number;
}

const plan = () => structuredClone(examplePlanJson()) as unknown as Example;

function changed(change: (plan: Example) => void): Example {
  const copy = plan();
  change(copy);
  return copy;
}

const pathsOf = (after: Example, before = plan()) =>
  differencesOf(before, after).map(({ path, kind }) => `${kind} ${path}`);

describe('The differences of two versions', () => {
  it('are none of the same document, in whatever order its fields stand', () => {
    const reversed = Object.fromEntries(Object.entries(plan()).reverse());
    expect(differencesOf(plan(), reversed)).toEqual([]);
  });

  it('name what changed by the ids of what it stands in, with both values', () => {
    const [first] = plan().criteria;
    const after = changed(({ criteria, indicators }) => {
      criteria[0]!.anchors['3'] = 'Another sentence.';
      indicators[0]!.ideas[0]!.any.push('one more wording');
    });
    const [anchor, ideas, ...others] = differencesOf(plan(), after);
    expect(anchor).toEqual({
      path: `criteria.${first!.id}.anchors.3`,
      kind: 'changed',
      before: first!.anchors['3'],
      after: 'Another sentence.',
    });
    expect(ideas!.path).toMatch(/^indicators\.\w+\.ideas\.\w+\.any$/);
    expect(others).toEqual([]);
  });

  it('tell what was put in, taken out and moved from what only stands elsewhere now', () => {
    const { criteria } = plan();
    const added = { ...criteria[0]!, id: 'tone' };
    expect(pathsOf(changed((after) => after.criteria.unshift(added)))).toEqual(['added criteria.tone']);
    expect(pathsOf(changed((after) => after.criteria.shift()))).toEqual([`removed criteria.${criteria[0]!.id}`]);
    expect(pathsOf(changed((after) => after.criteria.reverse()))).toEqual(['moved criteria']);
    const without = changed((after) => {
      delete after.minAnswered;
    });
    const withThree = changed((after) => {
      after.minAnswered = 3;
    });
    expect(pathsOf(withThree, without)).toEqual(['added minAnswered']);
    expect(pathsOf(without, withThree)).toEqual(['removed minAnswered']);
  });

  it('read backwards name the same places', () => {
    const words = fc.array(fc.string({ minLength: 1, maxLength: 5 }), { maxLength: 3 });
    fc.assert(
      fc.property(fc.nat(2), fc.string(), words, fc.boolean(), (at, title, domainTerms, isShorter) => {
        const after = changed((copy) => {
          copy.criteria[at]!.title = title;
          copy.domainTerms = domainTerms;
          if (isShorter) copy.indicators.pop();
        });
        const there = differencesOf(plan(), after).map(({ path }) => path);
        const back = differencesOf(after, plan()).map(({ path }) => path);
        expect(back.sort()).toEqual(there.sort());
      }),
      { numRuns: 100 },
    );
  });
});
