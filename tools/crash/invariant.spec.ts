import { untilAllHold } from './invariant.js';

const soon = () => performance.now() + 1_500;

describe('invariants', () => {
  it('are asked until all of them hold', async () => {
    let asked = 0;
    const late = { name: 'late', violations: async () => (++asked < 3 ? ['not yet'] : []) };
    expect(await untilAllHold([late], soon())).toEqual({ violations: [], lastToHold: 'late: not yet' });
    expect(asked).toBe(3);
  });

  it('tell what does not hold when the time is over, also what could not be asked', async () => {
    const broken = { name: 'scorecards', violations: async () => ['two of one interview'] };
    const mute = { name: 'audit', violations: () => Promise.reject(new Error('Postgres is away')) };
    const { violations } = await untilAllHold([broken, mute], performance.now() - 1);
    expect(violations).toEqual(['scorecards: two of one interview', 'audit: could not be asked: Postgres is away']);
  });

  it('are asked again together, since one that held may break while another is waited for', async () => {
    let asked = 0;
    const first = { name: 'first', violations: async () => (++asked === 1 ? [] : ['broken late']) };
    const second = { name: 'second', violations: async () => (asked < 2 ? ['not yet'] : []) };
    expect((await untilAllHold([first, second], soon())).violations).toEqual(['first: broken late']);
  });
});
