import { NonceMemory } from './nonce-memory.js';

describe('the memory of nonces', () => {
  it('knows a nonce until its time is over', () => {
    const memory = new NonceMemory();
    expect(memory.remember('a', 12_000)).toBe(true);
    memory.forget(11_999);
    expect(memory.remember('a', 12_000)).toBe(false);
  });

  it('forgets what is over, so that it does not grow', () => {
    const memory = new NonceMemory();
    for (let index = 0; index < 1_000; index++) {
      memory.remember(`n${index}`, index * 100);
      memory.forget(index * 100 - 10_000);
    }
    expect(memory.size).toBeLessThanOrEqual(200);
  });
});
