import { newId, uuidOf } from '@guildhall/messages/contract';
import { deletionStates, type LegalHold, placeLegalHold, releaseLegalHold } from '@guildhall/messages/interviews';
import { ask, deletionsOf, rowsAbout } from '../../test/deletions.js';
import { ErasureParties } from '../../test/fake-erasure-parties.js';
import { InterviewHouse } from '../../test/interview-house.js';
import { sampleAnswer } from '../../test/sample-answers.js';
import type { TestApplicant } from '../../test/test-applicant.js';
import { DeletionRepository } from './deletion.repository.js';
import { deletionTransitions } from './deletion.states.js';
import { FindDueRetention } from './find-due-retention.js';

let house: InterviewHouse;
let parties: ErasureParties;
let openingId: string;
const adminId = newId('per');

beforeAll(async () => {
  house = await InterviewHouse.open();
  parties = await ErasureParties.start(house);
  openingId = await house.opening();
  house.applicants.place(adminId, openingId);
});

afterAll(async () => {
  await parties?.close();
  await house?.close();
});

const admin: InterviewHouse['recruiter'] = (definition, input, options) =>
  house.callerAs({ kind: 'staff', id: adminId, roles: ['admin'] })(definition, input, options);

/** Somebody with a place in the ranks, by an answer in writing. */
async function scored(): Promise<TestApplicant> {
  const applicant = await house.applicant(openingId);
  await applicant.answerInWriting(sampleAnswer('excellent').text);
  await house.settle();
  expect((await applicant.interview()).state).toBe('scored');
  return applicant;
}

const holdOf = ({ application: { applicationId } }: TestApplicant): Promise<LegalHold> =>
  admin(placeLegalHold, { applicationId, reason: 'A claim about the selection.' });
const releaseOf = ({ application: { applicationId } }: TestApplicant) => admin(releaseLegalHold, { applicationId });

describe('A legal hold', () => {
  it('keeps everything until it is lifted, and the applicant sees since when', async () => {
    const applicant = await scored();
    const hold = await holdOf(applicant);
    expect(await holdOf(applicant)).toEqual(hold);
    const before = await rowsAbout(house, applicant);
    const asked = await ask(applicant);
    expect(asked).toMatchObject({ state: 'held', heldSince: asked.requestedAt });
    await house.settle();
    expect(await rowsAbout(house, applicant)).toEqual(before);
    expect((await applicant.interview()).state).toBe('human_path');
    const told = (await house.told()).filter(({ data }) => JSON.stringify(data).includes(asked.id));
    expect(told).toEqual([]);
    expect((await releaseOf(applicant)).releasedBy).toBe(adminId);
    await house.settle();
    expect((await deletionsOf(applicant))[0]).toMatchObject({ state: 'completed', heldSince: null });
    await expect(releaseOf(applicant)).rejects.toMatchObject({ code: 'conflict' });
    await expect(holdOf(applicant)).rejects.toMatchObject({ code: 'deletion_wrong_state' });
  }, 60_000);

  it('is for admins who may see the opening', async () => {
    const { applicationId } = (await house.applicant(openingId)).application;
    const reason = 'A claim.';
    await expect(house.recruiter(placeLegalHold, { applicationId, reason })).rejects.toMatchObject({
      code: 'not_allowed',
    });
    const elsewhere = house.callerAs({ kind: 'staff', id: newId('per'), roles: ['admin'] });
    await expect(elsewhere(placeLegalHold, { applicationId, reason })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('Recordings that have been kept for their time', () => {
  const find = () => house.service.application.get(FindDueRetention).find();

  it('are deleted once it is over, and not before; a hold keeps them', async () => {
    const [decided, withdrawn, held, open] = [await scored(), await scored(), await scored(), await scored()];
    await house.decideAgainst(decided!);
    await house.withdraw(withdrawn!);
    await house.decideAgainst(held!);
    await holdOf(held!);
    house.clock.advance({ days: 364 });
    expect(await find()).toBe(0);
    house.clock.advance({ days: 1 });
    expect(await find()).toBe(3);
    expect(await find()).toBe(0);
    await house.settle();
    expect((await deletionsOf(decided!))[0]).toMatchObject({ state: 'completed', reason: 'retention' });
    expect(await rowsAbout(house, decided!)).toMatchObject({ answer: 0, transcript: 0, scorecard: 1 });
    expect((await decided!.interview()).state).toBe('scored');
    expect((await deletionsOf(withdrawn!))[0]).toMatchObject({ state: 'completed' });
    expect((await deletionsOf(held!))[0]).toMatchObject({ state: 'held' });
    expect(await deletionsOf(open!)).toEqual([]);
  }, 120_000);
});

describe('A deletion', () => {
  it('makes the moves of its table and no others', async () => {
    const repository = house.service.application.get(DeletionRepository);
    const made: string[] = [];
    for (const [transition, { from }] of Object.entries(deletionTransitions)) {
      for (const state of deletionStates) {
        const id = newId('del');
        const certificate = state === 'completed' ? '{}' : null;
        await house.rows(
          `INSERT INTO deletion (id, interview_id, application_id, person_id, reason, state, rules_version, requested_at,
             due_at, certificate) VALUES ($1, $1, $1, $1, 'asked', $2, 'test', now(), now(), $3)`,
          [uuidOf(id), state, certificate],
        );
        const name = transition as keyof typeof deletionTransitions;
        const changes = name === 'complete' ? { certificate: {} as never } : {};
        const moved = await house.service.database.transaction((tx) => repository.move(tx, id, name, changes));
        if (moved !== (from as readonly string[]).includes(state)) made.push(`${transition} from ${state}`);
      }
    }
    expect(made).toEqual([]);
  });

  it('is what the right to erase hangs on: of no other interview, and of none without', async () => {
    const applicant = await scored();
    const erase = () => house.rows('SELECT * FROM erase_interview($1)', [uuidOf(applicant.interviewId)]);
    await expect(erase()).rejects.toThrow('has no deletion that is erasing');
    await expect(house.rows('DELETE FROM deletion')).rejects.toThrow('permission denied');
    await expect(house.rows(`UPDATE deletion SET interview_id = id`)).rejects.toThrow('permission denied');
    await expect(house.rows('DELETE FROM legal_hold')).rejects.toThrow('permission denied');
    expect(await rowsAbout(house, applicant)).toMatchObject({ transcript: 1 });
  }, 60_000);
});
