import { mkdir, readdir, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { FileLocker } from '../src/upload/file-locker.js';

/** Holds a lock in a process of its own. Arguments: directory of locks, id, manner, and for `counting` a folder of marks. */
const [directory, id, manner, marks] = process.argv.slice(2) as [string, string, string, string];
const locker = new FileLocker({ directory, heartbeatMs: 20, staleMs: 2_000 });

async function hold(letsGo: boolean) {
  const lock = locker.newLock(id);
  await lock.lock(new AbortController().signal, async () => {
    if (!letsGo) return;
    await lock.unlock();
    process.send?.('released');
  });
  process.send?.('locked');
  setInterval(() => undefined, 1_000);
}

/** Takes the lock two hundred times and counts how often another living process had left its mark inside. */
async function countOverlaps() {
  const own = path.join(marks, String(process.pid));
  let overlaps = 0;
  for (let turn = 0; turn < 200; turn += 1) {
    await locker.exclusively(id, async () => {
      await mkdir(own);
      const present = await readdir(marks);
      overlaps += present.filter((pid) => Number(pid) !== process.pid && isAlive(Number(pid))).length;
      await rmdir(own);
    });
    if (turn === 20) process.send?.('warm');
  }
  process.send?.({ overlaps });
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

await (manner === 'counting' ? countOverlaps() : hold(manner === 'polite'));
