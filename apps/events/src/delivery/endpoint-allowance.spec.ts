import { EndpointAllowance } from './endpoint-allowance.js';

const fast = { succeeded: true, tookMs: 20 };
const slow = { succeeded: true, tookMs: 9_000 };
const failed = { succeeded: false, tookMs: 15_000 };

describe('what an endpoint may have under way', () => {
  const roomOf = (allowance: EndpointAllowance) => allowance.rooms().rooms[0];
  const roomAfter = (calls: (typeof fast)[]) => {
    const allowance = new EndpointAllowance(32);
    for (const call of calls) {
      allowance.begin('whk_1');
      allowance.end('whk_1', call);
    }
    return roomOf(allowance);
  };

  it('begins with a few, and counts those that are under way', () => {
    const allowance = new EndpointAllowance(32);
    expect(allowance.ofNewcomers).toBe(8);
    for (let call = 0; call < 8; call++) allowance.begin('whk_1');
    expect(roomOf(allowance)).toBe(0);
  });

  it('grows to its share and not beyond', () => {
    expect(roomAfter([fast])).toBe(9);
    expect(roomAfter(Array(100).fill(fast))).toBe(32);
  });

  it('shrinks to one where nothing succeeds, and to two where all is slow', () => {
    expect(roomAfter(Array(4).fill(failed))).toBe(1);
    expect(roomAfter(Array(50).fill(slow))).toBe(2);
  });

  it('recovers', () => {
    expect(roomAfter([...Array(10).fill(failed), ...Array(40).fill(fast)])).toBe(32);
  });
});
