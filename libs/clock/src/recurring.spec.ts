import { Recurring } from './recurring.js';

const never = 60_000;

function recurring(run: () => Promise<number>) {
  const errors: unknown[] = [];
  const work = new Recurring({
    run,
    onError: (error) => {
      errors.push(error);
      return never;
    },
  });
  return { work, errors };
}

describe('recurring work', () => {
  it('runs again, once, when it is woken during a run any number of times', async () => {
    let runs = 0;
    let finish: () => void = () => undefined;
    const { work } = recurring(async () => {
      runs++;
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      return never;
    });
    const first = work.wake();
    const others = [work.wake(), work.wake()];
    finish();
    await new Promise(setImmediate);
    expect(runs).toBe(2);
    finish();
    await Promise.all([first, ...others]);
    expect(runs).toBe(2);
    await work.close();
  });

  it('loses no wake-up, whenever it comes', async () => {
    let runs = 0;
    const { work } = recurring(async () => {
      runs++;
      return never;
    });
    for (let microtasks = 0; microtasks < 12; microtasks++) {
      const before = runs;
      void work.wake();
      for (let passed = 0; passed < microtasks; passed++) await Promise.resolve();
      const runsAtSecondCall = runs;
      await work.wake();
      expect(runs).toBeGreaterThan(runsAtSecondCall);
      expect(runs - before).toBeLessThanOrEqual(2);
    }
    await work.close();
  });

  it('runs by itself when the last run said, or sooner when told so', async () => {
    let runs = 0;
    const { promise, resolve } = deferred();
    const { work } = recurring(async () => {
      runs++;
      if (runs === 3) resolve();
      return runs === 1 ? 1 : never;
    });
    await work.wake();
    work.wakeIn(never);
    while (runs < 2) await new Promise(setImmediate);
    work.wakeIn(1);
    await promise;
    expect(runs).toBe(3);
    await work.close();
  });

  it('goes on after a failed run', async () => {
    let runs = 0;
    const { work, errors } = recurring(async () => {
      if (++runs === 1) throw new Error('once');
      return never;
    });
    await work.wake();
    await work.wake();
    expect([runs, errors]).toEqual([2, [new Error('once')]]);
    await work.close();
  });

  it('does nothing more once it is closed', async () => {
    let runs = 0;
    const { work } = recurring(async () => {
      runs++;
      return 0;
    });
    await work.wake();
    await work.close();
    const atClose = runs;
    await work.wake();
    work.wakeIn(0);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(runs).toBe(atClose);
  });
});

function deferred() {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
