import { setImmediate as nextTurn } from 'node:timers/promises';
import { Repeating } from './repeating.js';

describe('Something that repeats', () => {
  it('goes on after a failure, never runs twice at once, and ends with the round that runs', async () => {
    let rounds = 0;
    let atOnce = 0;
    let most = 0;
    const errors: unknown[] = [];
    const repeating = new Repeating({
      everyMs: 1,
      run: async () => {
        most = Math.max(most, ++atOnce);
        rounds += 1;
        await nextTurn();
        atOnce -= 1;
        if (rounds === 2) throw new Error('the second round fails');
      },
      onError: (error) => errors.push(error),
    });
    repeating.start();
    repeating.start();
    while (rounds < 5) await nextTurn();
    await repeating.close();
    const atClose = rounds;
    repeating.start();
    await nextTurn();
    expect([most, atOnce, errors.length, rounds]).toEqual([1, 0, 1, atClose]);
  });
});
