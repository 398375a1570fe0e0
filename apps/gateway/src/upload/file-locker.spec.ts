import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startTypeScript } from '../../../../libs/testing/src/typescript-process/index.js';
import { FileLocker } from './file-locker.js';

const id = `upl_${'a'.repeat(32)}`;
const never = new AbortController().signal;
const holder = new URL('../../test/hold-lock.ts', import.meta.url);

describe('a FileLocker', () => {
  let directory: string;
  let locker: FileLocker;

  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'guildhall-locks-'));
    locker = new FileLocker({ directory, heartbeatMs: 20, staleMs: 2_000 });
  });
  afterEach(() => rm(directory, { recursive: true }));

  it('lets one in at a time, and everybody in the end', async () => {
    let inside = 0;
    let most = 0;
    const turns = Array.from({ length: 20 }, (_, turn) =>
      locker.exclusively(id, async () => {
        inside += 1;
        most = Math.max(most, inside);
        // Long enough for all others to have come in, if they could.
        for (let look = 0; look < 20; look += 1) await readdir(directory);
        inside -= 1;
        return turn;
      }),
    );

    expect(await Promise.all(turns)).toHaveLength(20);
    expect(most).toBe(1);
  }, 30_000);

  it('does not let locks of different names wait for each other', async () => {
    await locker.exclusively(id, () => locker.exclusively(`tak_${'a'.repeat(32)}.0`, async () => undefined));
  });

  it('asks a holder in the same process to let go', async () => {
    const first = locker.newLock(id);
    await first.lock(never, () => first.unlock());

    const second = locker.newLock(id);
    await second.lock(never, () => undefined);
    await second.unlock();
  });

  it('asks a holder in another process to let go', async () => {
    const other = startTypeScript(holder, [directory, id, 'polite']);
    expect(await other.message()).toBe('locked');

    const lock = locker.newLock(id);
    const released = other.message();
    await lock.lock(never, () => undefined);

    expect(await released).toBe('released');
    await lock.unlock();
    await other.kill();
  });

  it('gives up at its deadline when the holder does not let go', async () => {
    const impatient = new FileLocker({ directory, acquireMs: 100 });
    const lock = locker.newLock(id);
    await lock.lock(never, () => undefined);

    await expect(impatient.newLock(id).lock(never, () => undefined)).rejects.toMatchObject({ code: 'upload_locked' });

    await lock.unlock();
  });

  it('gives up at once when its request is over', async () => {
    const lock = locker.newLock(id);
    await lock.lock(never, () => undefined);

    await expect(locker.newLock(id).lock(AbortSignal.abort(), () => undefined)).rejects.toMatchObject({
      code: 'upload_locked',
    });

    await lock.unlock();
  });

  it('takes the lock of a process that was killed', async () => {
    const other = startTypeScript(holder, [directory, id, 'stubborn']);
    expect(await other.message()).toBe('locked');
    await other.kill();

    const startedAt = performance.now();
    await locker.exclusively(id, async () => undefined);

    expect(performance.now() - startedAt).toBeLessThan(1_500);
  });

  it('takes the lock of another machine only after it showed no life for long', async () => {
    const folder = path.join(directory, id);
    await locker.exclusively(id, async () => undefined);
    const elsewhere = path.join(folder, '99');
    await writeFile(elsewhere, JSON.stringify({ token: 'x', pid: process.pid, host: 'another-machine' }));
    const impatient = new FileLocker({ directory, acquireMs: 100, staleMs: 2_000 });
    await expect(impatient.exclusively(id, async () => 'taken')).rejects.toMatchObject({ code: 'upload_locked' });

    const longAgo = Date.now() / 1000 - 60;
    await utimes(elsewhere, longAgo, longAgo);

    expect(await impatient.exclusively(id, async () => 'taken')).toBe('taken');
  });

  it('keeps no more than one file for a lock that was taken many times', async () => {
    for (let turn = 0; turn < 10; turn += 1) await locker.exclusively(id, async () => undefined);

    expect(await readdir(path.join(directory, id))).toEqual(['10']);
  });

  it('lets go in peace when its folder was removed with the upload', async () => {
    await locker.exclusively(id, () => rm(path.join(directory, id), { recursive: true }));
    await locker.exclusively(id, async () => undefined);
  });

  it('lets one in at a time among processes of which one is killed', async () => {
    const marks = path.join(directory, 'marks');
    await mkdir(marks);
    const workers = Array.from({ length: 3 }, () => startTypeScript(holder, [directory, id, 'counting', marks]));
    const warm = await Promise.all(workers.map((worker) => worker.message()));
    expect(warm).toEqual(['warm', 'warm', 'warm']);
    const counts = workers.slice(1).map((worker) => worker.message());
    await workers[0]!.kill();

    expect(await Promise.all(counts)).toEqual([{ overlaps: 0 }, { overlaps: 0 }]);
  }, 30_000);

  it.each(['', '..', 'a/b', 'A', 'a.b'])('locks nothing named %j', (name) => {
    expect(() => locker.newLock(name)).toThrow(TypeError);
  });
});
