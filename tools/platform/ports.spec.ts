import { createServer } from 'node:net';
import { claimPortBlock } from './ports.js';

describe('a port block', () => {
  it('is given to one holder only, and again after its release', async () => {
    const one = await claimPortBlock('/some/checkout');
    const other = await claimPortBlock('/some/checkout');
    try {
      expect(other.first).not.toBe(one.first);
      expect(one.first).toBeGreaterThanOrEqual(21_000);
      expect(other.at(98)).toBeLessThan(32_000);
    } finally {
      await Promise.all([one.release(), other.release()]);
    }
    const again = await claimPortBlock('/some/checkout');
    await again.release();
    expect([one.first, other.first]).toContain(again.first);
  });

  it('is passed over when somebody else listens inside it', async () => {
    const wanted = await claimPortBlock('/another/checkout');
    await wanted.release();
    const stranger = createServer();
    await new Promise<void>((resolve) => stranger.listen(wanted.at(7), '127.0.0.1', resolve));
    try {
      const block = await claimPortBlock('/another/checkout');
      await block.release();
      expect(block.first).not.toBe(wanted.first);
    } finally {
      stranger.close();
    }
  });

  it('has no port for a place that belongs to the next block', async () => {
    const block = await claimPortBlock('/a/third/checkout');
    try {
      expect(() => block.at(99)).toThrow(RangeError);
    } finally {
      await block.release();
    }
  });
});
