import { Readable } from 'node:stream';
import { StalledTransfer, withStallLimit } from './stall-limit.js';

const { jest } = import.meta;

describe('a stall limit', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  async function* letters() {
    yield Buffer.from('a');
    yield Buffer.from('b');
  }

  it('passes on what arrives in time, however long the reader takes between two pieces', async () => {
    const limited = withStallLimit(letters(), { stallMs: 100 });

    expect((await limited.next()).value).toEqual(Buffer.from('a'));
    await jest.advanceTimersByTimeAsync(10_000);
    expect((await limited.next()).value).toEqual(Buffer.from('b'));
    await jest.advanceTimersByTimeAsync(10_000);
    expect((await limited.next()).done).toBe(true);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('gives a silent source up, and closes it', async () => {
    const silent = new Readable({ read() {} });
    const asked = withStallLimit(silent, { stallMs: 100 }).next();
    const failed = expect(asked).rejects.toThrow(StalledTransfer);

    await jest.advanceTimersByTimeAsync(100);

    await failed;
    expect(silent.destroyed).toBe(true);
  });

  it('ends with the reason of its signal', async () => {
    const stop = new AbortController();
    const asked = withStallLimit(new Readable({ read() {} }), { stallMs: 100, signal: stop.signal }).next();
    stop.abort(new Error('enough'));

    await expect(asked).rejects.toThrow('enough');
  });
});
