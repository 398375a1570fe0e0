import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Plan } from '@guildhall/messages/interviews';
import { everyItem } from '../tools/client/api-client.js';
import { clientInvariants } from '../tools/crash/client-invariants.js';
import { CrashApplicant } from '../tools/crash/crash-applicant.js';
import { type CrashHouse, openCrashHouse } from '../tools/crash/crash-house.js';
import { databaseInvariants } from '../tools/crash/database-invariants.js';
import { fileInvariants } from '../tools/crash/file-invariants.js';
import { untilAllHold } from '../tools/crash/invariant.js';
import type { RecordingEvidence } from '../tools/crash/recording-evidence.js';
import { resultInvariants } from '../tools/crash/result-invariants.js';
import { TakeJournal } from '../tools/crash/take-journal.js';

const bringUpMs = 180_000;
const resultMs = 120_000;
const commands = 80;
/** So many are answered before a replica dies under the rest. */
const answeredBefore = 20;

/** Every service in a process of its own, as it is built, and two replicas of interviews. */
describe('separate processes with two replicas of interviews', () => {
  let house: CrashHouse;
  const folder = mkdtempSync(path.join(tmpdir(), 'guildhall-two-replicas-'));

  beforeAll(async () => {
    house = await openCrashHouse({ mode: 'processes', environment: 'two-replicas-test' }, 'offline');
  }, bringUpMs);

  afterAll(async () => {
    await house?.stop();
    rmSync(folder, { recursive: true, force: true });
  }, bringUpMs);

  it(
    'take an applicant from the application to a rank',
    async () => {
      const openingId = await house.makeOpening('Opening on separate processes');
      const journal = new TakeJournal(path.join(folder, 'journal.jsonl'));
      const applicant = await CrashApplicant.invite(house, openingId, { caseName: 'way', number: 1, journal });
      await applicant.takePart();
      const evidence: RecordingEvidence = { house, openingId, applicants: [applicant], takes: journal.takesOf('way') };
      const invariants = [
        ...[...clientInvariants(evidence), ...databaseInvariants(house), ...resultInvariants(evidence)],
        ...fileInvariants(evidence),
      ];
      expect((await untilAllHold(invariants, performance.now() + resultMs)).violations).toEqual([]);
    },
    resultMs * 2,
  );

  it(
    'take each command into effect once while one of the two is killed under it',
    async () => {
      const replica = house.platform.processes.find(({ name }) => name === 'interviews-1')!;
      // A client that repeats an unanswered request under its own key, as every client may have to.
      const { recruiter } = house;
      const names = Array.from({ length: commands }, (_, index) => `Plan ${index}`);
      let answered = 0;
      const replies = await Promise.all(
        names.map(async (name) => {
          const plan = await recruiter.post<Plan>('/v1/plans', { name });
          answered += 1;
          if (answered === answeredBefore) replica.kill('SIGKILL');
          return plan;
        }),
      );
      // The answers may all be here before its end is.
      await replica.end;
      expect(replica.ended()).toBe('was ended by SIGKILL');
      expect(new Set(replies.map(({ id }) => id)).size).toBe(commands);
      const kept = await everyItem<Plan>(recruiter, '/v1/plans?limit=100');
      expect(
        kept
          .map(({ name }) => name)
          .filter((name) => names.includes(name))
          .sort(),
      ).toEqual([...names].sort());
    },
    resultMs,
  );

  it(
    'work on when the one that died is back',
    async () => {
      const replica = house.platform.processes.find(({ name }) => name === 'interviews-1')!;
      await replica.start();
      const plan = await house.recruiter.post<Plan>('/v1/plans', { name: 'Plan of both' });
      expect(plan.name).toBe('Plan of both');
    },
    bringUpMs,
  );
});
