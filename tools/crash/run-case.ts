import { messageOf } from '@guildhall/errors';
import { uuidOf } from '@guildhall/messages/contract';
import { auditInvariant } from './audit-invariant.js';
import type { CaseEvidence } from './case-evidence.js';
import { clientInvariants } from './client-invariants.js';
import { CrashApplicant } from './crash-applicant.js';
import { type CrashCase, faultPointOf, nameOf } from './crash-case.js';
import type { CrashHouse } from './crash-house.js';
import { databaseInvariants, withClient } from './database-invariants.js';
import { fileInvariants } from './file-invariants.js';
import { untilAllHold } from './invariant.js';
import { strike } from './strike.js';
import type { TakeJournal } from './take-journal.js';

/** Each has one take open, and no more than two takes may be open while a fault heals. */
const applicantsPerCase = 2;
const reachWithinMs = 60_000;
/** "All work resumes within 60 s" of the healing. */
const healWithinMs = 60_000;

export interface CaseResult {
  name: string;
  violations: string[];
  /** The whole case. */
  seconds: number;
  /** From the fault until everything ran again; then until every invariant held. Null where it did not come so far. */
  downSeconds: number | null;
  recoverySeconds: number | null;
  /** The invariant that had to be waited for longest. */
  lastToHold: string | null;
  acknowledged: number;
  /** Of these: transcribed or rejected. */
  final: number;
  scorecards: number;
  /** Answered by a model, and of these stored by the platform. */
  modelCalls: number;
  modelReplies: number;
  /** What clients sent again. */
  retries: number;
}

/** Two applicants take their way, a fault strikes one step of it, and a minute after the healing all is as if it had not. */
export async function runCase(house: CrashHouse, crashCase: CrashCase, journal: TakeJournal): Promise<CaseResult> {
  const startedAt = performance.now();
  const name = nameOf(crashCase);
  const retriesBefore = retriesOf(house);
  house.models?.begin();
  const openingId = await house.makeOpening(`Opening of ${name}`);
  const numbers = Array.from({ length: applicantsPerCase }, (_, index) => index + 1);
  const applicants = await Promise.all(
    numbers.map((number) => CrashApplicant.invite(house, openingId, { caseName: name, number, journal })),
  );
  const outcome = await hurtAndHeal(house, crashCase, applicants, (): CaseEvidence => {
    return { house, openingId, applicants, takes: journal.takesOf(name) };
  });
  return {
    name,
    ...outcome,
    seconds: secondsSince(startedAt),
    acknowledged: journal.takesOf(name).length,
    ...(await storedBy(house, applicants)),
    modelCalls: (house.models?.heard.answered ?? 0) + (house.models?.judged.answered ?? 0),
    retries: retriesOf(house) - retriesBefore,
  };
}

type Outcome = Pick<CaseResult, 'violations' | 'downSeconds' | 'recoverySeconds' | 'lastToHold'>;

async function hurtAndHeal(
  house: CrashHouse,
  crashCase: CrashCase,
  applicants: readonly CrashApplicant[],
  evidence: () => CaseEvidence,
): Promise<Outcome> {
  const point = faultPointOf(crashCase);
  house.faults.arm(point);
  const failures: string[] = [];
  const ways = Promise.all(
    applicants.map((applicant) =>
      applicant.takePart().catch((thrown) => failures.push(`An applicant could not go on: ${messageOf(thrown)}`)),
    ),
  );
  let pid: number;
  try {
    pid = await house.faults.reached(point, reachWithinMs);
  } catch (thrown) {
    house.faults.clear();
    await ways;
    const violations = [messageOf(thrown), ...failures];
    return { violations, downSeconds: null, recoverySeconds: null, lastToHold: null };
  }
  const { healedAt, downSeconds, violations } = await strike(house, crashCase, pid);
  const deadline = healedAt + healWithinMs;
  await ways;
  const asked = evidence();
  const invariants = [
    ...databaseInvariants(asked),
    ...clientInvariants(asked),
    ...fileInvariants(asked),
    auditInvariant(asked),
  ];
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

/** What the platform itself holds of the case in the end. */
async function storedBy(house: CrashHouse, applicants: readonly CrashApplicant[]) {
  const interviews = applicants.map(({ interviewId }) => uuidOf(interviewId));
  return await withClient(house.platform.infrastructure.adminUrl, async (client) => {
    const countOf = async (table: string, condition = 'true') => {
      const sql = `SELECT count(*) FROM interviews.${table} WHERE interview_id = ANY($1::uuid[]) AND ${condition}`;
      const { rows } = await client.query<{ count: string }>(sql, [interviews]);
      return Number(rows[0]!.count);
    };
    return {
      final: await countOf('take', `state IN ('transcribed', 'rejected')`),
      scorecards: await countOf('scorecard'),
      modelReplies: (await countOf('model_call')) + (await countOf('stored_transcription')),
    };
  });
}

function secondsSince(startedAt: number): number {
  return (performance.now() - startedAt) / 1000;
}
