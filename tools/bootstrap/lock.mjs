import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

const HELD = 'GUILDHALL_BOOTSTRAP_LOCK';
const WAIT_SECONDS = 1_200;

/**
 * Runs `work` while no other bootstrap of this checkout does. Node cannot hold a kernel lock, so this process runs
 * itself once more under flock(1); the kernel lets go of the lock however that ends.
 */
export function withLock(root, work) {
  if (process.env[HELD] === root) return work();
  mkdirSync(path.join(root, 'var'), { recursive: true });
  const lockFile = path.join(root, 'var/bootstrap.lock');
  const result = spawnSync(
    'flock',
    ['--close', '--timeout', String(WAIT_SECONDS), lockFile, process.execPath, ...process.argv.slice(1)],
    { stdio: 'inherit', env: { ...process.env, [HELD]: root } },
  );
  // Systems without flock(1) (macOS) go without the lock.
  if (result.error?.code === 'ENOENT') return work();
  if (result.error) throw result.error;
  process.exit(result.status ?? 1);
}
