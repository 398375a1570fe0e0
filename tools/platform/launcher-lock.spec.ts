import { holdFolder } from './launcher-lock.js';

describe('a launcher', () => {
  it('has a folder to itself until it lets go', async () => {
    const first = await holdFolder('/some/checkout/var/data');
    expect(first).not.toBeNull();
    expect(await holdFolder('/some/checkout/var/data')).toBeNull();
    const other = await holdFolder('/some/checkout/var/demo');
    expect(other).not.toBeNull();
    await Promise.all([first?.release(), other?.release()]);
    const again = await holdFolder('/some/checkout/var/data');
    expect(again).not.toBeNull();
    await again?.release();
  });
});
