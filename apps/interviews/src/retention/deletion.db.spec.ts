import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newId, uuidOf } from '@guildhall/messages/contract';
import {
  addNote,
  askForDeletion,
  concludeReview,
  getDeletionCertificate,
  grantMedia,
  listCandidates,
  listNotes,
  openReview,
  rateReview,
  readScorecard,
  verifyDeletionCertificate,
  writeAnswer,
} from '@guildhall/messages/interviews';
import { parkedJobs, rerunJob } from '@guildhall/messages/platform';
import { type FakeOpenAi, waitFor } from '@guildhall/testing';
import { ask, deletionsOf, rowsAbout } from '../../test/deletions.js';
import { ErasureParties } from '../../test/fake-erasure-parties.js';
import { fakeModels, modelSettings } from '../../test/fake-model-answers.js';
import { InterviewHouse } from '../../test/interview-house.js';
import { sampleAnswer } from '../../test/sample-answers.js';
import { sampleRecording, type TestApplicant } from '../../test/test-applicant.js';

const dayMs = 86_400_000;
let fake: FakeOpenAi;
let house: InterviewHouse;
let parties: ErasureParties;
let openingId: string;
let faults: string;
const adminId = newId('per');

beforeAll(async () => {
  fake = await fakeModels('good');
  house = await InterviewHouse.open(modelSettings(fake, { ROLES: 'api,follower' }));
  faults = join(house.ground.directory, 'faults');
  await mkdir(faults);
  await house.restartWith({ ROLES: 'api,follower,worker', FAULT_POINTS_DIRECTORY: faults });
  parties = await ErasureParties.start(house);
  openingId = await house.opening();
  house.applicants.place(adminId, openingId);
});

afterAll(async () => {
  await parties?.close();
  await house?.close();
  await fake?.close();
});

const admin: InterviewHouse['recruiter'] = (definition, input, options) =>
  house.callerAs({ kind: 'staff', id: adminId, roles: ['admin'] })(definition, input, options);

/** Somebody with a place in the ranks, by an answer in writing, and with `recorded` by one that was spoken before it. */
async function scored(how: 'written' | 'recorded' = 'written'): Promise<TestApplicant> {
  const applicant = await house.applicant(openingId);
  await applicant.consent();
  const { interviewId } = applicant;
  if (how === 'recorded') await applicant.record('q1', await sampleRecording('good'));
  const answer = { questionId: how === 'recorded' ? 'q2' : 'q1', text: sampleAnswer('excellent').text };
  await applicant.call(writeAnswer, { interviewId, ...answer }, { key: newId('key') });
  await applicant.submit();
  await house.settle();
  expect((await applicant.interview()).state).toBe('scored');
  return applicant;
}

async function storedFiles(): Promise<string[]> {
  const files = await readdir(join(house.ground.directory, 'media'), { recursive: true, withFileTypes: true });
  return files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
}

const candidates = async () =>
  (await house.recruiter(listCandidates, { openingId })).data.map((each) => each.interviewId);

describe('Recordings that their applicant wants gone', () => {
  it('take along what reviewers quoted, what was noted, why somebody appealed, and the answers in what was sent; levels stay', async () => {
    const applicant = await scored();
    const { applicationId } = applicant.application;
    const spoken = sampleAnswer('excellent').text;
    const words = spoken.split(' ').slice(0, 9).join(' ');
    const opened = { key: newId('key') };
    const { id, criteria } = await house.recruiter(openReview, { applicationId }, opened);
    const ratings = criteria.map(({ criterion }) => ({
      ...{ criterion, level: 3, note: 'They said a canary.' },
      quote: { questionId: 'q1', text: words },
    }));
    const rated = { key: newId('key') };
    await house.recruiter(rateReview, { applicationId, ratings }, rated);
    const noted = { key: newId('key') };
    const note = { applicationId, text: 'Their canary sang.' };
    const { id: noteId } = await house.recruiter(addNote, note, noted);
    await house.rows(
      `INSERT INTO appeal (id, interview_id, application_id, opening_id, state, note, decider_ids, is_compared_anew, opened_at, due_at)
       SELECT gen_random_uuid(), id, application_id, opening_id, 'open', 'My canary was not heard.', '[]', true, now(), now()
       FROM interview WHERE id = $1`,
      [uuidOf(applicant.interviewId)],
    );
    // Of somebody else: JSON may hold half a character, and Postgres keeps it and cannot read it any more.
    await house.rows(
      `INSERT INTO idempotent_command (actor, key, fingerprint, kind, reply, created_at)
       VALUES ('staff:other', 'half', 'f', 'ordinary', '{"id":"nte_other","text":"\\ud800"}', now())`,
    );
    const holding = async (text: string) =>
      (
        await house.rows<{ found: number }>(
          `SELECT (SELECT count(*) FROM review_quote WHERE strpos(quote, $1) > 0)::int
             + (SELECT count(*) FROM review_rating WHERE strpos(note, $1) > 0)::int
             + (SELECT count(*) FROM candidate_note WHERE strpos(text, $1) > 0)::int
             + (SELECT count(*) FROM appeal WHERE strpos(note, $1) > 0)::int
             + (SELECT count(*) FROM idempotent_command WHERE strpos(reply::text, $1) > 0
                  AND (reply::text LIKE '%' || $2 || '%' OR reply ->> 'id' = $3))::int AS found`,
          [text, id, noteId],
        )
      )[0]!.found;
    expect(await holding(words)).toBe(criteria.length + 2);
    expect(await holding('canary')).toBe(criteria.length + 4);
    await ask(applicant);
    await expect(house.recruiter(concludeReview, { applicationId, changes: [] })).rejects.toMatchObject({
      code: 'interview_wrong_state',
    });
    await house.settle();

    expect([await holding(words), await holding('canary')]).toEqual([0, 0]);
    for (const repeat of [
      () => house.recruiter(openReview, { applicationId }, opened),
      () => house.recruiter(rateReview, { applicationId, ratings }, rated),
      () => house.recruiter(addNote, note, noted),
    ]) {
      await expect(repeat()).rejects.toMatchObject({ code: 'secret_not_repeated' });
    }
    await expect(house.recruiter(addNote, note)).rejects.toMatchObject({ code: 'deletion_wrong_state' });
    expect(await house.recruiter(listNotes, { applicationId })).toMatchObject({ data: [] });
    const levels = await house.rows('SELECT level FROM review_rating WHERE review_id = $1', [uuidOf(id)]);
    expect(levels).toEqual(criteria.map(() => ({ level: 3 })));
    const counts = (await deletionsOf(applicant))[0]!.certificate!.items;
    expect(counts).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'review_quotes', count: criteria.length }),
        expect.objectContaining({ kind: 'review_notes', count: criteria.length }),
        expect.objectContaining({ kind: 'staff_notes', count: 1 }),
        expect.objectContaining({ kind: 'appeal_reasons', count: 1 }),
      ]),
    );
  }, 60_000);

  it('are gone with everything made from them; a result keeps its levels, and the certificate says so', async () => {
    const applicant = await scored('recorded');
    const { applicationId } = applicant.application;
    const read = { key: newId('key') };
    const before = await house.recruiter(readScorecard, { applicationId }, read);
    expect(before.criteria.flatMap(({ evidence }) => evidence).length).toBeGreaterThan(0);
    expect(await rowsAbout(house, applicant)).toMatchObject({
      answer: 2,
      take: 1,
      transcript: 2,
      stored_transcription: 1,
    });
    expect((await rowsAbout(house, applicant))['transcript_sentence']).toBeGreaterThan(3);
    const take = (await applicant.interview()).questions[0]!.answer!.takes[0]!;
    const { rankingId } = await house.recruiter(listCandidates, { openingId });
    const asked = await ask(applicant);
    expect(asked).toMatchObject({ state: 'requested', reason: 'asked', heldSince: null, certificate: null });
    expect(Date.parse(asked.dueAt) - Date.parse(asked.requestedAt)).toBe(30 * dayMs);
    await house.settle();

    expect(await rowsAbout(house, applicant)).toEqual({
      ...{ answer: 0, take: 0, transcript: 0, transcript_sentence: 0, stored_transcription: 0, model_call: 0 },
      scorecard: 1,
    });
    expect((await storedFiles()).filter((file) => file.includes(take.id))).toEqual([]);
    await expect(house.recruiter(grantMedia, { takeId: take.id })).rejects.toMatchObject({ code: 'not_found' });
    expect(await applicant.interview()).toMatchObject({ state: 'human_path', pathReason: 'asked_for_a_person' });
    expect(await candidates()).not.toContain(applicant.interviewId);
    await expect(house.recruiter(listCandidates, { openingId, rankingId: rankingId! })).rejects.toMatchObject({
      code: 'ranking_expired',
    });
    const after = await house.recruiter(readScorecard, { applicationId });
    expect(after.total).toBe(before.total);
    expect(after.criteria).toEqual(before.criteria.map((criterion) => ({ ...criterion, evidence: [] })));
    await expect(house.recruiter(readScorecard, { applicationId }, read)).rejects.toMatchObject({
      code: 'secret_not_repeated',
    });

    const [deletion] = await deletionsOf(applicant);
    expect(deletion).toMatchObject({ id: asked.id, state: 'completed' });
    const certificate = await applicant.call(getDeletionCertificate, { deletionId: asked.id });
    expect(certificate).toEqual(deletion!.certificate);
    const counts = Object.fromEntries(certificate.items.map(({ kind, count }) => [kind, count]));
    expect(counts).toMatchObject({ data_keys: 1, takes: 1, written_answers: 1, transcripts: 2, speech_replies: 1 });
    expect(counts).toMatchObject({ stored_files: 4, results_without_quotes: 1, search: 0 });
    expect(counts['remembered_replies']).toBeGreaterThanOrEqual(2);
    expect(certificate.keysDestroyed).toBe(1);
    const confirming = certificate.items.filter(({ kind }) => kind === 'search').map(({ confirmedBy }) => confirmedBy);
    expect(confirming).toEqual(['interviews', 'applicants', 'events', 'accounts', 'contracts', 'payroll']);
    expect(await house.recruiter(verifyDeletionCertificate, { certificate })).toEqual({ valid: true, problem: null });
    const forged = { ...certificate, keysDestroyed: 2 };
    expect((await house.recruiter(verifyDeletionCertificate, { certificate: forged })).problem).toBe(
      'signature_invalid',
    );
    expect((await house.told()).map(({ type }) => type)).toEqual(
      expect.arrayContaining(['recordings.erasure_requested', 'recordings.erased']),
    );
  }, 60_000);

  it('are asked for once: again, and by many at once, it is the same deletion', async () => {
    const applicant = await scored();
    const asked = await Promise.all(Array.from({ length: 5 }, () => ask(applicant)));
    expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
    await house.settle();
    expect(await ask(applicant)).toMatchObject({ id: asked[0]!.id, state: 'completed' });
    expect(await deletionsOf(applicant)).toHaveLength(1);
  }, 60_000);

  it('are nobody else\u2019s to delete, and nothing is there before the consent', async () => {
    const [applicant, other] = [await house.applicant(openingId), await house.applicant(openingId)];
    const { interviewId } = applicant;
    await expect(other.call(askForDeletion, { interviewId })).rejects.toMatchObject({ code: 'not_found' });
    await expect(ask(applicant)).rejects.toMatchObject({ code: 'interview_wrong_state' });
    await applicant.consent();
    const { id: deletionId } = await ask(applicant);
    await expect(other.call(getDeletionCertificate, { deletionId })).rejects.toMatchObject({ code: 'not_found' });
    await house.settle();
    const { items } = await applicant.call(getDeletionCertificate, { deletionId });
    const some = items.filter(({ count, kind }) => count > 0 && kind !== 'remembered_replies');
    expect(some).toEqual([]);
  }, 60_000);

  it('wait for a step that works on them, and what it writes in the meantime goes as well', async () => {
    const applicant = await house.applicant(openingId);
    await applicant.consent();
    await writeFile(join(faults, 'move.armed'), '');
    const take = await applicant.record('q1', await sampleRecording('short'));
    await waitFor(() => existsSync(join(faults, 'move.reached')), { timeoutMs: 30_000 });
    expect((await storedFiles()).some((file) => file.includes(take.id))).toBe(true);
    const { id } = await ask(applicant);
    await waitFor(async () => {
      const [waiting] = await house.rows<{ problem: object }>(
        `SELECT problem FROM job_intent WHERE name = 'erase-recordings' AND payload ->> 'deletionId' = $1`,
        [id],
      );
      return JSON.stringify(waiting?.problem ?? null).includes('still running');
    });
    expect((await deletionsOf(applicant))[0]!.state).toBe('requested');
    await writeFile(join(faults, 'move.released'), '');
    await waitFor(async () => (await deletionsOf(applicant))[0]!.state === 'completed', { timeoutMs: 30_000 });
    expect((await storedFiles()).filter((file) => file.includes(take.id))).toEqual([]);
    expect(await house.ground.spool.uploadIds()).toEqual([]);
    expect(await rowsAbout(house, applicant)).toMatchObject({ answer: 0, take: 0 });
  }, 90_000);

  it('have no certificate while a service still holds something of them', async () => {
    const applicant = await scored('recorded');
    parties.holding.set('payroll', [{ table: 'note', rows: 2 }]);
    const { id: deletionId } = await ask(applicant);
    await house.settle();
    expect((await deletionsOf(applicant))[0]).toMatchObject({ state: 'awaiting_others', certificate: null });
    await expect(applicant.call(getDeletionCertificate, { deletionId })).rejects.toMatchObject({
      code: 'deletion_wrong_state',
    });
    const { data } = await admin(parkedJobs('interviews'), {});
    const parked = data.find(({ name }) => name === 'confirm-erasure')!;
    expect(parked.problem.detail).toContain('payroll still holds something of the erased recordings: note (2 rows)');
    const marks = parties.asked.get('payroll')!;
    expect(marks.some((mark) => /^recordings\/tak_\w+\/$/.test(mark))).toBe(true);
    expect(marks.filter((mark) => /^[0-9a-f]{64}$/.test(mark)).length).toBeGreaterThanOrEqual(2);
    parties.holding.clear();
    await admin(rerunJob('interviews'), { jobId: parked.id });
    await house.settle();
    expect((await deletionsOf(applicant))[0]).toMatchObject({ state: 'completed' });
    const [kept] = await house.rows<{ marks: unknown }>('SELECT marks FROM deletion WHERE id = $1', [
      uuidOf(deletionId),
    ]);
    expect(kept).toEqual({ marks: null });
  }, 60_000);
});
