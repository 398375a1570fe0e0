import { spentShare } from './spent-share.js';

describe('the share of a cap', () => {
  it('is full only where nothing is left', () => {
    expect(spentShare('0', '50000000')).toBe(0);
    expect(spentShare('25000000', '50000000')).toBe(50);
    expect(spentShare('49999999', '50000000')).toBe(99);
    expect(spentShare('50000000', '50000000')).toBe(100);
    expect(spentShare('50000001', '50000000')).toBe(100);
  });

  it('is full of a cap of nothing', () => {
    expect(spentShare('0', '0')).toBe(100);
  });

  it('is right where numbers would be rounded', () => {
    expect(spentShare('9007199254740992', '9007199254740993')).toBe(99);
  });
});
