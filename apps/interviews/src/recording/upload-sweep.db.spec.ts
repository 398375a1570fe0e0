import { InterviewHouse } from '../../test/interview-house.js';
import { sampleRecording, type TestApplicant } from '../../test/test-applicant.js';
import { UploadSweep, type UploadSweepResult } from './upload-sweep.js';

let house: InterviewHouse;
let openingId: string;
let short: Buffer;

beforeAll(async () => {
  house = await InterviewHouse.open();
  openingId = await house.opening();
  short = await sampleRecording('short');
});

beforeEach(async () => {
  const { spool } = house.ground;
  for (const uploadId of await spool.uploadIds()) await spool.remove(uploadId);
  house.clock.set('2026-01-05T09:00:00.000Z');
});

afterAll(async () => {
  await house?.close();
});

const nothing: UploadSweepResult = { uncompleted: [], released: [], removed: [] };

const sweep = () => house.service.application.get(UploadSweep, { strict: false }).sweep();

async function consented(): Promise<TestApplicant> {
  const applicant = await house.applicant(openingId);
  await applicant.consent();
  return applicant;
}

/** All bytes of a take are there, and its completion was not asked for. */
async function uploaded(applicant: TestApplicant): Promise<{ takeId: string; uploadId: string }> {
  const { id: takeId } = await applicant.startTake();
  const [segment] = await applicant.upload(takeId, short);
  await house.ground.spool.release(segment!.uploadId);
  return { takeId, uploadId: segment!.uploadId };
}

describe('The sweep of uploads', () => {
  it('counts a full upload without a completion, and leaves it to the applicant who can still complete it', async () => {
    const applicant = await consented();
    const { uploadId } = await uploaded(applicant);
    expect(await sweep()).toEqual(nothing);
    house.clock.advance({ minutes: 15 });
    expect(await sweep()).toEqual({ ...nothing, uncompleted: [uploadId] });
    expect(await house.metric('uploads_uncompleted')).toBe(1);
    expect(await house.ground.spool.receivedBytes(uploadId)).toBe(short.length);
  }, 30_000);

  it('lets go of what was held for a completion that never came, once it can come no more', async () => {
    const applicant = await consented();
    const { uploadId } = await uploaded(applicant);
    const { spool } = house.ground;
    await spool.hold(uploadId);
    house.clock.advance({ hours: 1 });
    expect(await sweep()).toEqual({ ...nothing, uncompleted: [uploadId] });
    expect(await spool.isHeld(uploadId)).toBe(true);

    house.clock.advance({ days: 10 });
    expect(await sweep()).toEqual({ ...nothing, released: [uploadId] });
    expect(await spool.isHeld(uploadId)).toBe(false);
    expect(await sweep()).toEqual(nothing);
  }, 30_000);

  it('holds on to what was acknowledged until it is in storage, and then takes the copy away', async () => {
    const applicant = await consented();
    const { id } = await applicant.startTake();
    const segments = await applicant.upload(id, short);
    const { uploadId } = segments[0]!;
    const { spool } = house.ground;
    await house.restartWith({ ROLES: 'api,follower' });
    await applicant.complete(id, segments);
    await spool.release(uploadId);
    house.clock.advance({ days: 3 });
    expect(await sweep()).toEqual(nothing);
    expect(await spool.isHeld(uploadId)).toBe(true);

    await house.restartWith({});
    await house.settle();
    await applicant.upload(id, short);
    await house.rows(
      'UPDATE segment SET upload_id = $1 WHERE take_id = (SELECT take_id FROM segment WHERE upload_id = $2)',
      [(await spool.uploadIds())[0]!.slice(4), uploadId.slice(4)],
    );
    const [copy] = await spool.uploadIds();
    expect(await sweep()).toEqual({ ...nothing, removed: [copy] });
    expect(await spool.uploadIds()).toEqual([]);
  }, 30_000);

  it('takes no notice of a recorder that is still running', async () => {
    const applicant = await consented();
    const { takeId, uploadId } = await uploaded(applicant);
    const { spool } = house.ground;
    await spool.saveInfo({ ...(await spool.findInfo(uploadId))!, takeId, lengthBytes: null });
    house.clock.advance({ hours: 1 });
    expect(await sweep()).toEqual(nothing);
  }, 30_000);
});
