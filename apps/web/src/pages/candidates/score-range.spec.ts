import { placeOnAxis, scoreRange, scoreRangeText } from './score-range.js';

const text = (low: string, high: string, total: string) => {
  const range = scoreRange({ low, high, level: 0.8 }, total);
  return range && scoreRangeText(range);
};

describe('the range of a score', () => {
  it('leads, and the point follows', () => {
    expect(text('3.70', '5.00', '4.40')).toBe('3.7–5.0 (4.4)');
  });

  it('is rounded so that no doubt is lost', () => {
    expect(text('3.69', '4.11', '3.96')).toBe('3.6–4.2 (4.0)');
    expect(text('1.10', '4.10', '2.30')).toBe('1.1–4.1 (2.3)');
  });

  it('is nothing without figures', () => {
    expect(scoreRange(null, '3.00')).toBeNull();
    expect(scoreRange({ low: '1.00', high: '2.00', level: 0.8 }, null)).toBeNull();
  });

  it('stands on an axis from 1 to 5 that is never cut', () => {
    expect([10, 30, 50].map(placeOnAxis)).toEqual([0, 50, 100]);
    expect([0, 60].map(placeOnAxis)).toEqual([0, 100]);
  });
});
