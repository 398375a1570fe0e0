import { isInReviewSample } from './review-sample.js';

const ids = Array.from({ length: 20_000 }, (_, index) => `int_${index}`);
const drawn = (percent: number) => ids.filter((id) => isInReviewSample(id, percent));

describe('The random sample for review', () => {
  it('draws about the share that was asked for', () => {
    // Five standard deviations around 1000.
    expect(Math.abs(drawn(5).length - 1_000)).toBeLessThan(155);
  });

  it('draws nobody at 0, everybody at 100, and the same again', () => {
    expect(drawn(0)).toEqual([]);
    expect(drawn(100)).toEqual(ids);
    expect(drawn(5)).toEqual(drawn(5));
  });

  it('only adds to those who were drawn when the share grows', () => {
    expect(drawn(10)).toEqual(expect.arrayContaining(drawn(5).slice(0, 100)));
  });
});
