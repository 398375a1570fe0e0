import { messageOf } from '@guildhall/errors';
import { auditInvariant } from './audit-invariant.js';
import { type CrashCase, faultPointOf, nameOf, wayOf } from './crash-case.js';
import type { CrashHouse } from './crash-house.js';
import type { CrashWay, WayCounts } from './crash-way.js';
import { databaseInvariants } from './database-invariants.js';
import { untilAllHold } from './invariant.js';
import { PayWay } from './pay-way.js';
import { RecordingWay } from './recording-way.js';
import { strike } from './strike.js';
import type { TakeJournal } from './take-journal.js';
import { TwinRunsWay } from './twin-runs-way.js';
import { WebhookWay } from './webhook-way.js';

/** "All work resumes within 60 s" of the healing. */
const healWithinMs = 60_000;

export interface CaseResult extends WayCounts {
  name: string;
  violations: string[];
  /** The whole case. */
  seconds: number;
  /** From the fault until everything ran again; then until every invariant held. Null where it did not come so far. */
  downSeconds: number | null;
  recoverySeconds: number | null;
  /** The invariant that had to be waited for longest. */
  lastToHold: string | null;
  /** What clients sent again. */
  retries: number;
}

/** People take their way, a fault strikes one step of it, and a minute after the healing all is as if it had not. */
export async function runCase(house: CrashHouse, crashCase: CrashCase, journal: TakeJournal): Promise<CaseResult> {
  const startedAt = performance.now();
  const name = nameOf(crashCase);
  const retriesBefore = retriesOf(house);
  const way = await openWay(house, crashCase, journal);
  try {
    const outcome = await hurtAndHeal(house, crashCase, way);
    return {
      name,
      ...outcome,
      seconds: secondsSince(startedAt),
      ...(await way.counts()),
      retries: retriesOf(house) - retriesBefore,
    };
  } finally {
    await way.close();
  }
}

async function openWay(house: CrashHouse, crashCase: CrashCase, journal: TakeJournal): Promise<CrashWay> {
  const name = nameOf(crashCase);
  switch (wayOf(crashCase.step)) {
    case 'recording':
      return await RecordingWay.open(house, name, journal);
    case 'pay':
      return await PayWay.open(house, name);
    case 'webhook':
      return await WebhookWay.open(house, name);
    case 'twins':
      return await TwinRunsWay.open(house, name);
  }
}

type Outcome = Pick<CaseResult, 'violations' | 'downSeconds' | 'recoverySeconds' | 'lastToHold'>;

async function hurtAndHeal(house: CrashHouse, crashCase: CrashCase, way: CrashWay): Promise<Outcome> {
  const point = faultPointOf(crashCase);
  house.faults.arm(point);
  const failures: string[] = [];
  const walks = Promise.all(
    way.walk().map((each) => each.catch((thrown) => failures.push(`Somebody could not go on: ${messageOf(thrown)}`))),
  );
  let pid: number;
  try {
    pid = await house.faults.reached(point, way.reachWithinMs);
  } catch (thrown) {
    house.faults.clear();
    await walks;
    const violations = [messageOf(thrown), ...failures];
    return { violations, downSeconds: null, recoverySeconds: null, lastToHold: null };
  }
  const { healedAt, downSeconds, violations } = await strike(house, crashCase, pid);
  const deadline = healedAt + healWithinMs;
  await walks;
  const invariants = [...databaseInvariants(house), ...way.invariants(), auditInvariant(house)];
  const verdict = await untilAllHold(failures.length > 0 ? [] : invariants, deadline);
  const recoverySeconds = (performance.now() - healedAt) / 1000;
  const late = recoverySeconds * 1000 > healWithinMs ? [`It took ${recoverySeconds.toFixed(1)} s.`] : [];
  return {
    violations: [...violations, ...failures, ...verdict.violations, ...late],
    downSeconds,
    recoverySeconds,
    lastToHold: verdict.lastToHold,
  };
}

function retriesOf({ retries }: CrashHouse): number {
  return retries.connection + retries.unavailable + retries.inProgress;
}

function secondsSince(startedAt: number): number {
  return (performance.now() - startedAt) / 1000;
}
