import { newId } from '@guildhall/messages/contract';
import {
  addNote,
  addToShortlist,
  createShortlist,
  deleteShortlist,
  listNotes,
  listShortlists,
  removeFromShortlist,
  shortlistLimits,
} from '@guildhall/messages/interviews';
import { InterviewHouse } from '../../test/interview-house.js';
import type { TestApplicant } from '../../test/test-applicant.js';

let house: InterviewHouse;
let openingId: string;

beforeAll(async () => {
  house = await InterviewHouse.open();
});

beforeEach(async () => {
  openingId = await house.opening();
});

afterAll(async () => {
  await house?.close();
});

const idOf = ({ application: { applicationId } }: TestApplicant) => ({ applicationId });

describe('Shortlists and notes', () => {
  it('are kept for the recruiters on the opening, and change nothing for an application', async () => {
    const [one, elsewhere] = [await house.applicant(openingId), await house.applicant(await house.opening())];
    const { id: shortlistId } = await house.recruiter(createShortlist, { openingId, name: 'Second round' });
    const ref = { shortlistId, ...idOf(one) };
    expect(await house.recruiter(addToShortlist, ref)).toMatchObject({ applicationIds: [idOf(one).applicationId] });
    await house.recruiter(addToShortlist, ref);
    const foreign = house.recruiter(addToShortlist, { shortlistId, ...idOf(elsewhere) });
    await expect(foreign).rejects.toMatchObject({ code: 'not_found' });
    const gone = await house.applicant(openingId);
    await house.recruiter(addToShortlist, { shortlistId, ...idOf(gone) });
    await house.withdraw(gone);
    const again = house.recruiter(addToShortlist, { shortlistId, ...idOf(gone) });
    await expect(again).rejects.toMatchObject({ code: 'not_found' });
    const list = async () => (await house.recruiter(listShortlists, { openingId })).data;
    expect(await list()).toMatchObject([
      { name: 'Second round', createdBy: house.recruiterId, applicationIds: [idOf(one).applicationId] },
    ]);
    const outsider = house.callerAs({ kind: 'staff', id: newId('per'), roles: ['recruiter'] });
    const missing = outsider(addToShortlist, { ...ref, shortlistId: newId('shl') }).catch(
      (error: Error) => error.message,
    );
    await expect(outsider(addToShortlist, ref)).rejects.toMatchObject({ code: 'not_found', message: await missing });
    expect((await house.recruiter(removeFromShortlist, ref)).applicationIds).toEqual([]);
    await house.recruiter(deleteShortlist, { shortlistId });
    await house.recruiter(deleteShortlist, { shortlistId });
    expect(await list()).toEqual([]);
    await expect(house.recruiter(addToShortlist, ref)).rejects.toMatchObject({ code: 'not_found' });

    await house.recruiter(addNote, { ...idOf(one), text: ' First. ' });
    await house.recruiter(addNote, { ...idOf(one), text: 'Second.' });
    const notes = (await house.recruiter(listNotes, idOf(one))).data;
    expect(notes.map(({ text, authorId }) => [text, authorId])).toEqual([
      ['Second.', house.recruiterId],
      ['First.', house.recruiterId],
    ]);
    await expect(house.recruiter(addNote, { ...idOf(one), text: '  ' })).rejects.toMatchObject({
      code: 'validation_failed',
    });
    await expect(outsider(listNotes, idOf(one))).rejects.toMatchObject({ code: 'not_found' });
    for (const statement of [`UPDATE candidate_note SET text = 'x'`, 'DELETE FROM candidate_note']) {
      await expect(house.rows(statement)).rejects.toThrow('permission denied');
    }
  }, 60_000);

  it('have their limits', async () => {
    const make = () => house.recruiter(createShortlist, { openingId, name: 'One of many' });
    for (let made = 0; made < shortlistLimits.ofOpening; made += 10)
      await Promise.all(Array.from({ length: 10 }, make));
    await expect(make()).rejects.toMatchObject({ code: 'too_many_shortlists' });
  }, 60_000);
});
