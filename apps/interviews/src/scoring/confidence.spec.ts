import fc from 'fast-check';
import { criterionConfidence, levelGap, passAgreement } from './confidence.js';
import { tally, verdicts } from './votes.js';

const yes = tally(['yes', 'yes', 'yes']);
const no = tally(['no', 'no', 'no']);
const twoOfThree = tally(['yes', 'yes', 'no']);

describe('Confidence', () => {
  it('is that of the worked example: mean agreement .867, passes at 4, 4 and 3', () => {
    const confidence = criterionConfidence([yes, twoOfThree, yes, no, no], [4, 4, 3], 4);
    expect(confidence).toEqual({ kappa: 0.6667, label: 'medium' });
    expect(levelGap([4, 4, 3])).toBe(1);
  });

  it('is high when all passes agree', () => {
    expect(criterionConfidence([yes, no, yes], [3, 3, 3], 3)).toEqual({ kappa: 1, label: 'high' });
    expect(levelGap([3, 3, 3])).toBe(0);
  });

  it('is low when no two passes agree', () => {
    const apart = tally(['yes', 'no', 'unclear']);
    expect(criterionConfidence([apart], [1, 2, 3], 1)).toEqual({ kappa: 0, label: 'low' });
  });

  it('has exact limits: four of five is high, three of five medium', () => {
    const fourOfFive = criterionConfidence([tally(['yes', 'yes', 'yes', 'yes', 'yes'])], [2, 2, 2, 2, 1], 2);
    expect(fourOfFive).toEqual({ kappa: 0.8, label: 'high' });
    const threeOfFive = criterionConfidence([tally(['yes', 'yes', 'yes', 'yes', 'yes'])], [2, 2, 2, 1, 1], 2);
    expect(threeOfFive).toEqual({ kappa: 0.6, label: 'medium' });
  });

  it('is unknown with a single pass, which agrees with itself only', () => {
    expect(criterionConfidence([tally(['yes'])], [3], 3)).toEqual({ kappa: null, label: 'unknown' });
    expect(passAgreement(tally(['yes']))).toBeNull();
    expect(levelGap([])).toBe(0);
  });

  it('lies between 0 and 1, and agreement does not depend on the order of the passes', () => {
    const votes = fc.array(fc.constantFrom(...verdicts), { minLength: 2, maxLength: 9 });
    fc.assert(
      fc.property(votes, (drawn) => {
        const agreement = passAgreement(tally(drawn))!;
        expect(agreement.n >= 0n && agreement.n <= agreement.d).toBe(true);
        expect(passAgreement(tally([...drawn].reverse()))).toEqual(agreement);
      }),
    );
  });
});
