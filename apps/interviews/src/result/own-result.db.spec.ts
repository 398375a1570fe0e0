import { newId } from '@guildhall/messages/contract';
import { askForDeletion, chooseHumanPath, readOwnResult, readScorecard } from '@guildhall/messages/interviews';
import { ErasureParties } from '../../test/fake-erasure-parties.js';
import { InterviewHouse } from '../../test/interview-house.js';
import { attackStrings, sampleAnswer } from '../../test/sample-answers.js';
import type { TestApplicant } from '../../test/test-applicant.js';

let house: InterviewHouse;
let openingId: string;
let parties: ErasureParties;

beforeAll(async () => {
  house = await InterviewHouse.open();
  parties = await ErasureParties.start(house);
  openingId = await house.opening();
});

afterAll(async () => {
  await parties?.close();
  await house?.close();
});

/** Somebody whose answer in writing has its result. */
async function scored(text = sampleAnswer('good').text): Promise<TestApplicant> {
  const applicant = await house.applicant(openingId);
  await applicant.answerInWriting(text);
  await house.settle();
  return applicant;
}

const decide = ({ application }: TestApplicant, kind: 'advance' | 'hold' | 'not_select' = 'not_select') =>
  house.applicants.decide(application.applicationId, kind, house.clock.now());
const read = ({ call, application: { applicationId } }: TestApplicant) => call(readOwnResult, { applicationId });

describe('The result that somebody may read of themselves', () => {
  it('is nobody’s before a person has decided, and theirs alone after that', async () => {
    const applicant = await scored();
    await expect(read(applicant)).rejects.toMatchObject({ code: 'application_wrong_stage' });
    decide(applicant, 'hold');
    await expect(read(applicant)).rejects.toMatchObject({ code: 'application_wrong_stage' });
    decide(applicant);
    expect(await read(applicant)).toMatchObject({ basis: 'compared', interviewId: applicant.interviewId });
    const { applicationId } = applicant.application;
    const somebodyElse = house.callerAs({ kind: 'applicant', id: newId('per') });
    for (const stranger of [somebodyElse, house.recruiter]) {
      await expect(stranger(readOwnResult, { applicationId })).rejects.toMatchObject({ code: 'not_found' });
    }
  });

  it('has the words of the plan and their own, and no figure of the ranks', async () => {
    const applicant = await scored();
    decide(applicant);
    const result = await read(applicant);
    const { applicationId } = applicant.application;
    const staffs = await house.recruiter(readScorecard, { applicationId });
    expect(result).toMatchObject({ engine: 'baseline', madeBy: staffs.model });
    expect(result.criteria.map(({ criterion }) => criterion).sort()).toEqual(
      staffs.criteria.map(({ criterion }) => criterion).sort(),
    );
    const quotes = result.criteria.flatMap((criterion) => criterion.quotes);
    expect(quotes.map(({ quote }) => quote).sort()).toEqual(
      staffs.criteria.flatMap(({ evidence }) => evidence.map(({ quote }) => quote)).sort(),
    );
    expect(quotes.length).toBeGreaterThan(2);
    expect(quotes.every(({ takeId, startSeconds }) => takeId === null && startSeconds === null)).toBe(true);
    for (const { criterion, level, word, anchor } of result.criteria) {
      const staff = staffs.criteria.find((each) => each.criterion === criterion)!;
      expect({ level, word, anchor }).toEqual({ level: null, word: staff.word, anchor: staff.anchor });
    }
    const text = JSON.stringify(result);
    for (const hidden of [staffs.total!, staffs.standardError!, '"total"', '"interval"', '"votes"', '"confidence"']) {
      expect(text).not.toContain(hidden);
    }
  });

  it('keeps its levels when the recordings are deleted afterwards, and loses every quote', async () => {
    const applicant = await scored();
    decide(applicant);
    const before = await read(applicant);
    house.clock.advance({ minutes: 1 });
    await applicant.call(askForDeletion, { interviewId: applicant.interviewId });
    await house.settle();
    const after = await read(applicant);
    expect(after.basis).toBe('compared');
    expect(after.criteria).toEqual(before.criteria.map((criterion) => ({ ...criterion, quotes: [] })));
  });

  it('tells no comparison of who asked for a person before the decision, or whose answer was not clear enough', async () => {
    const asked = await scored();
    await asked.call(chooseHumanPath, { interviewId: asked.interviewId });
    const unclear = await scored(`${sampleAnswer('excellent').text} ${attackStrings()[0]!.text}`);
    expect((await unclear.interview()).state).toBe('needs_human');
    const takenBack = await scored();
    await takenBack.call(askForDeletion, { interviewId: takenBack.interviewId });
    house.clock.advance({ minutes: 1 });
    const nothing = { engine: null, madeBy: null, comparedAt: null, criteria: [] };
    for (const [applicant, basis] of [
      [asked, 'person'],
      [unclear, 'unclear'],
      [takenBack, 'person'],
    ] as const) {
      decide(applicant, 'advance');
      expect(await read(applicant)).toMatchObject({ basis, ...nothing });
    }
  });

  it('rests on what was there when it was decided, whatever is found later', async () => {
    const applicant = await house.applicant(openingId);
    await applicant.consent();
    decide(applicant);
    house.clock.advance({ minutes: 1 });
    await applicant.write('q1', sampleAnswer('good').text);
    await applicant.submit();
    await house.settle();
    expect((await applicant.interview()).state).toBe('scored');
    expect(await read(applicant)).toMatchObject({ basis: 'person', criteria: [] });
  });
});
