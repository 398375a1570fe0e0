import { newId, uuidOf } from '@guildhall/messages/contract';
import {
  getMyTake,
  type InterruptionKind,
  interruptTake,
  listMySignals,
  listSignals,
  mostInterruptions,
  mostSignals,
  type NoteSignalInput,
  noteSignal,
} from '@guildhall/messages/interviews';
import { InterviewHouse } from '../../test/interview-house.js';
import { sampleAnswer } from '../../test/sample-answers.js';
import { sampleRecording, type TestApplicant } from '../../test/test-applicant.js';

let house: InterviewHouse;
let openingId: string;

beforeAll(async () => {
  house = await InterviewHouse.open();
  openingId = await house.opening();
});

afterAll(async () => {
  await house?.close();
});

async function consented(): Promise<TestApplicant> {
  const applicant = await house.applicant(openingId);
  await applicant.consent();
  return applicant;
}

const note = ({ call, interviewId }: TestApplicant, signal: Omit<NoteSignalInput, 'interviewId'>) =>
  call(noteSignal, { interviewId, ...signal });

describe('What a page noticed', () => {
  it('is shown to the applicant in full, and to recruiters, whose reading is kept', async () => {
    const applicant = await consented();
    const notedAt = house.clock.now().toISOString();
    await note(applicant, { kind: 'left_page', seconds: 12.5, questionId: 'q1' });
    await note(applicant, { kind: 'pasted_text' });
    const data = [
      { kind: 'left_page', seconds: 12.5, questionId: 'q1', notedAt },
      { kind: 'pasted_text', seconds: null, questionId: null, notedAt },
    ];
    const { interviewId, application } = applicant;
    expect(await applicant.call(listMySignals, { interviewId })).toEqual({ data });
    expect(await house.recruiter(listSignals, { applicationId: application.applicationId })).toEqual({ data });
    const read = await house.rows(`SELECT 1 FROM audit_entry WHERE action = 'signals.read' AND subject = $1`, [
      interviewId,
    ]);
    expect(read).toHaveLength(1);
  }, 30_000);

  it('is nobody else’s, names a question of the plan, and ends with the answers', async () => {
    const applicant = await house.applicant(openingId);
    await expect(note(applicant, { kind: 'lost_focus' })).rejects.toMatchObject({ code: 'interview_wrong_state' });
    await applicant.consent();
    const { interviewId } = applicant;
    const stranger = await consented();
    const foreign = { interviewId, kind: 'lost_focus' } as const;
    await expect(stranger.call(noteSignal, foreign)).rejects.toMatchObject({ code: 'not_found' });
    await expect(stranger.call(listMySignals, { interviewId })).rejects.toMatchObject({ code: 'not_found' });
    await expect(note(applicant, { kind: 'lost_focus', questionId: 'q99' })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(note(applicant, { kind: 'lost_focus', seconds: -1 })).rejects.toMatchObject({
      code: 'validation_failed',
    });
    const outsider = house.callerAs({ kind: 'staff', id: newId('per'), roles: ['recruiter'] });
    const { applicationId } = applicant.application;
    await expect(outsider(listSignals, { applicationId })).rejects.toMatchObject({ code: 'not_found' });
    await applicant.write('q1', sampleAnswer('good').text);
    await applicant.submit();
    await expect(note(applicant, { kind: 'lost_focus' })).rejects.toMatchObject({ code: 'interview_wrong_state' });
  }, 30_000);

  it('is kept up to a limit, also when many come at once', async () => {
    const applicant = await consented();
    await house.rows(
      `INSERT INTO integrity_signal SELECT $1, n, 'lost_focus', NULL, NULL, now() FROM generate_series(1, $2) AS n`,
      [uuidOf(applicant.interviewId), mostSignals - 1],
    );
    const all = await Promise.allSettled([1, 2, 3].map(() => note(applicant, { kind: 'left_page' })));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(note(applicant, { kind: 'left_page' })).rejects.toMatchObject({ code: 'conflict' });
  }, 30_000);
});

describe('An interruption of a take', () => {
  const interrupt = ({ call }: TestApplicant, takeId: string, kind: InterruptionKind, atSeconds = 80) =>
    call(interruptTake, { takeId, kind, atSeconds });

  it('is told, costs no try, and says how to go on', async () => {
    const applicant = await consented();
    const startedAt = house.clock.now().toISOString();
    const { id: takeId, takesLeft } = await openTake(applicant);
    expect(await interrupt(applicant, takeId, 'camera_lost')).toEqual({
      ...{ fault: 'device', countsAsTry: false, next: 'continue' },
    });
    expect(await interrupt(applicant, takeId, 'recorder_failed')).toMatchObject({ fault: 'ours', next: 'start_again' });
    const told = (await house.told()).filter(({ type }) => type === 'interview.interrupted');
    const { interviewId, application } = applicant;
    expect(told.map(({ data }) => data)).toEqual([
      { interviewId, ...application, takeId, questionId: 'q1', kind: 'camera_lost' },
      { interviewId, ...application, takeId, questionId: 'q1', kind: 'recorder_failed' },
    ]);
    const { answer } = (await applicant.interview()).questions[0]!;
    expect(answer).toMatchObject({ takesLeft, takes: [{ id: takeId, state: 'open', startedAt }] });
    expect(await applicant.call(getMyTake, { takeId })).toMatchObject({ id: takeId, state: 'open', startedAt });
  }, 30_000);

  it('is kept fifty times of one take; a page that breaks in a loop still learns what to do', async () => {
    const applicant = await consented();
    const { id: takeId } = await openTake(applicant);
    await house.rows(
      `INSERT INTO take_interruption SELECT $1, n, 'page_lost', 1, now() FROM generate_series(1, $2) AS n`,
      [uuidOf(takeId), mostInterruptions],
    );
    expect(await interrupt(applicant, takeId, 'page_lost')).toMatchObject({ next: 'start_again' });
    const kept = await house.rows('SELECT 1 FROM take_interruption WHERE take_id = $1', [uuidOf(takeId)]);
    expect(kept).toHaveLength(mostInterruptions);
  }, 30_000);

  it('is refused for what was completed, and for what is somebody else’s', async () => {
    const applicant = await consented();
    const { id: takeId } = await applicant.record('q1', await sampleRecording('short'));
    await expect(interrupt(applicant, takeId, 'camera_lost')).rejects.toMatchObject({ code: 'take_wrong_state' });
    const stranger = await consented();
    for (const foreign of [takeId, newId('tak')]) {
      await expect(interrupt(stranger, foreign, 'camera_lost')).rejects.toMatchObject({ code: 'not_found' });
      await expect(stranger.call(getMyTake, { takeId: foreign })).rejects.toMatchObject({ code: 'not_found' });
    }
  }, 30_000);

  async function openTake(applicant: TestApplicant): Promise<{ id: string; takesLeft: number }> {
    const { id } = await applicant.startTake();
    const { answer } = (await applicant.interview()).questions[0]!;
    return { id, takesLeft: answer!.takesLeft };
  }
});
