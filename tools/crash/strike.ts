import { Redis } from 'ioredis';
import { becomesTrue } from '../embedded/server-process.js';
import type { ServiceProcess } from '../platform/service-process.js';
import { type CrashCase, faultPointOf } from './crash-case.js';
import type { CrashHouse } from './crash-house.js';
import { pausePastHold } from './pause-past-hold.js';

const killedWithinMs = 5_000;
/** Jobs finished or given back within 20 s of SIGTERM; connections and the last requests take a moment more. */
export const terminatedWithinMs = 25_000;

export interface Blow {
  /** Of `performance.now()`: everything runs again. */
  healedAt: number;
  /** From the fault until then. */
  downSeconds: number;
  /** What the fault itself showed to be wrong. */
  violations: string[];
}

/**
 * Hurts the platform while the process `pid` stands at the case's fault point, and heals it as an orchestrator or an
 * operator would. The step goes on as soon as the fault has struck, so that it meets the damage and not the cure.
 */
export async function strike(house: CrashHouse, crashCase: CrashCase, pid: number): Promise<Blow> {
  const startedAt = performance.now();
  const { infrastructure } = house.platform;
  const goOn = () => house.faults.release(faultPointOf(crashCase));
  const violations: string[] = [];
  switch (crashCase.fault) {
    case 'kill':
      await endAndStart(house.processOf(pid), 'SIGKILL', killedWithinMs, violations);
      break;
    case 'term':
      await endAndStart(house.processOf(pid), 'SIGTERM', terminatedWithinMs, violations, goOn);
      break;
    case 'flushall':
      await flush(infrastructure.redisUrl);
      goOn();
      break;
    case 'redis-restart':
      await infrastructure.killRedis();
      goOn();
      await infrastructure.restartRedis({ empty: true });
      break;
    case 'pg-restart':
      await infrastructure.killPostgres();
      goOn();
      await infrastructure.restartPostgres();
      break;
    case 'pause':
      await pausePastHold(house, crashCase.step, house.processOf(pid), goOn);
      break;
  }
  const healedAt = performance.now();
  return { healedAt, downSeconds: (healedAt - startedAt) / 1000, violations };
}

async function endAndStart(
  process: ServiceProcess,
  signal: 'SIGKILL' | 'SIGTERM',
  withinMs: number,
  violations: string[],
  goOn: () => void = () => undefined,
): Promise<void> {
  process.kill(signal);
  goOn();
  const isGone = await becomesTrue(() => process.ended() !== null, withinMs);
  if (!isGone) {
    violations.push(`${process.name} still ran ${withinMs / 1000} s after ${signal}`);
    process.kill('SIGKILL');
    await process.end;
  } else if (signal === 'SIGTERM' && process.ended() !== 'exited with code 0') {
    violations.push(`${process.name} ${process.ended()} after ${signal}`);
  }
  await process.start();
}

async function flush(redisUrl: string): Promise<void> {
  const redis = new Redis(redisUrl, { lazyConnect: true, disconnectTimeout: 100 });
  try {
    await redis.connect();
    await redis.flushall();
  } finally {
    redis.disconnect();
  }
}
