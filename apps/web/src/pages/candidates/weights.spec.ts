import { readWeights, typedWeights } from './weights.js';

describe('weights that are tried out', () => {
  it('begin as those of the plan, in whole percents', () => {
    const thirds = ['a', 'b', 'c'].map((id) => ({ id, weightBp: id === 'b' ? 3_334 : 3_333 }));
    expect(typedWeights(thirds)).toEqual({ a: '33', b: '34', c: '33' });
    expect(readWeights({ design: '35', checking: '65' })).toEqual({
      kind: 'whole',
      weights: [
        { criterionId: 'design', weight: 35 },
        { criterionId: 'checking', weight: 65 },
      ],
    });
  });

  it('have to reach 100', () => {
    expect(readWeights({ a: '45', b: '45' })).toEqual({ kind: 'off', sum: 90 });
    expect(readWeights({ a: '100', b: '1' })).toEqual({ kind: 'off', sum: 101 });
    expect(readWeights({ a: '100', b: '0' })).toMatchObject({ kind: 'whole' });
  });

  it.each(['', '-5', 'ten', '1e2', '1000', '12.5'])('are no weights as "%s"', (text) => {
    expect(readWeights({ a: text, b: '50' })).toEqual({ kind: 'odd' });
  });
});
