import { uuidOf } from '@guildhall/messages/contract';
import {
  confirmTranscripts,
  correctionLimits,
  correctSentence,
  getMyTranscripts,
  getTranscripts,
  readScorecard,
  reportMistake,
  searchTranscripts,
  type Transcript,
} from '@guildhall/messages/interviews';
import type { FakeOpenAi } from '@guildhall/testing';
import { fakeModels, modelSettings } from '../../test/fake-model-answers.js';
import { InterviewHouse } from '../../test/interview-house.js';
import { sampleRecording, type TestApplicant } from '../../test/test-applicant.js';

let fake: FakeOpenAi;
let house: InterviewHouse;
let checkedOpening: string;

beforeAll(async () => {
  fake = await fakeModels('excellent');
  house = await InterviewHouse.open(modelSettings(fake));
  checkedOpening = await house.opening({ transcriptCheckHours: 48 });
});

beforeEach(() => house.clock.set('2026-01-05T09:00:00.000Z'));

afterAll(async () => {
  await house?.close();
  await fake?.close();
});

/** A recorded answer whose transcript waits to be checked. */
async function checking(): Promise<TestApplicant> {
  const applicant = await house.applicant(checkedOpening);
  await applicant.consent();
  await applicant.record('q1', await sampleRecording('excellent'));
  await applicant.submit();
  await house.settle();
  return applicant;
}

async function transcriptOf({ call, interviewId }: TestApplicant): Promise<Transcript> {
  return (await call(getMyTranscripts, { interviewId })).transcripts[0]!;
}

const correct = async (applicant: TestApplicant, sentence: number, text: string | null, key?: string) => {
  const { interviewId } = applicant;
  const { id: transcriptId } = await transcriptOf(applicant);
  const input = { interviewId, transcriptId, sentence, text };
  return await applicant.call(correctSentence, input, key === undefined ? {} : { key });
};

const report = async (applicant: TestApplicant, sentence: number, note: string) => {
  const { id: transcriptId } = await transcriptOf(applicant);
  return await applicant.call(reportMistake, { interviewId: applicant.interviewId, transcriptId, sentence, note });
};

const told = async ({ interviewId }: TestApplicant, type: string) =>
  (await house.told()).filter((event) => event.type === type && event.subject === `interview/${interviewId}`);

const scorecardOf = ({ application: { applicationId } }: TestApplicant) =>
  house.recruiter(readScorecard, { applicationId });

describe('An applicant who reads what was heard', () => {
  it('corrects a sentence, goes back, and is judged by what stands in the end', async () => {
    const [applicant, other] = [await checking(), await checking()];
    const heard = await transcriptOf(applicant);
    expect(heard).toMatchObject({
      ...{ correctable: true, correctableUntil: '2026-01-07T09:00:00.000Z', correctedText: null },
      changes: { changedWords: 0, addedWords: 0, largeChange: false },
    });
    const sentence = heard.sentences.find(({ text }) => text.includes('mandala'))!;
    const right = sentence.text.replace('mandala', 'model');
    expect((await correct(applicant, sentence.n, 'Something else.')).correctedText).toContain('Something else.');
    expect(await correct(applicant, sentence.n, null)).toEqual(heard);
    const corrected = await correct(applicant, sentence.n, `  ${right}\n`);
    expect(corrected.sentences[sentence.n - 1]).toMatchObject({ text: sentence.text, correctedText: right });
    expect([corrected.text, corrected.words]).toEqual([heard.text, heard.words]);
    const search = async (q: string) =>
      (await house.recruiter(searchTranscripts, { openingId: checkedOpening, q })).data
        .filter(({ interviewId }) => interviewId === applicant.interviewId)
        .map(({ sentence: text, startMs, takeId }) => ({ text, startMs, takeId }));
    expect(await search('mandala')).toEqual([]);
    const startMs = Math.round(sentence.startSeconds * 1_000);
    expect(await search(`"${right.split(' ').slice(0, 12).join(' ')}"`)).toEqual([
      { text: right, startMs, takeId: heard.takeId },
    ]);

    const { applicationId } = applicant.application;
    const { transcripts } = await house.recruiter(getTranscripts, { applicationId });
    const shown = transcripts[0]!.sentences[sentence.n - 1]!;
    expect(shown).toMatchObject({ text: sentence.text, correctedText: right });
    expect(shown.alignment.slice(8, 10)).toMatchObject([
      { word: 'the', heard: true, heardAs: null },
      { word: 'model', heard: true, heardAs: 'mandala' },
    ]);
    expect(shown.alignment.map(({ word }) => word).join(' ')).toBe(right);
    expect(await told(applicant, 'transcript.corrected')).toHaveLength(3);

    for (const each of [applicant, other]) await each.call(confirmTranscripts, { interviewId: each.interviewId });
    await house.settle();
    expect((await scorecardOf(applicant)).outcome).toBe('ranked');
    const records = await house.rows<{ record: { transcripts: object; corrected?: object } }>(
      'SELECT record FROM scorecard WHERE interview_id = ANY($1) ORDER BY interview_id = $2 DESC',
      [[uuidOf(applicant.interviewId), uuidOf(other.interviewId)], uuidOf(applicant.interviewId)],
    );
    const [own, theirs] = records.map(({ record }) => record);
    expect(own!.transcripts).toEqual(theirs!.transcripts);
    expect(own!.corrected).toEqual({ q1: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(theirs).not.toHaveProperty('corrected');
  }, 60_000);

  it('is judged better by a key word put right, and by words that were not said not at all', async () => {
    const [plain, mended, padded] = [await checking(), await checking(), await checking()];
    const { sentences } = await transcriptOf(plain);
    const compared = sentences.find(({ text }) => text.includes('can pair'))!;
    await correct(mended, compared.n, compared.text.replace('can pair', 'compare'));
    const more = 'I trace each figure to its source in the ledger and recalculate it by hand before I accept it.';
    await correct(padded, 3, `${sentences[2]!.text} ${more}`);
    for (const { call, interviewId } of [plain, mended, padded]) await call(confirmTranscripts, { interviewId });
    await house.settle();
    const [before, better, worse] = await Promise.all([plain, mended, padded].map(scorecardOf));
    expect([before!.total, better!.total]).toEqual(['4.00', '4.70']);
    expect(better!.reviewReasons).not.toContain('transcript_changed_much');
    expect(Number(worse!.total)).toBeLessThanOrEqual(Number(before!.total));
    expect(worse!.reviewReasons).toContain('transcript_changed_much');
    expect(before!.criteria.flatMap(({ outsideRecording }) => outsideRecording)).toEqual([]);
  }, 60_000);

  it('gets each correction counted once, in order, however many come together', async () => {
    const applicant = await checking();
    await Promise.all([
      ...Array.from({ length: 10 }, (_, at) => correct(applicant, 1 + (at % 3), `Take ${at}.`)),
      ...Array.from({ length: 5 }, () => correct(applicant, 4, 'Once.', 'once')),
    ]);
    const rows = await house.rows<{ sequence: number }>(
      'SELECT sequence FROM transcript_correction WHERE interview_id = $1 ORDER BY sequence',
      [uuidOf(applicant.interviewId)],
    );
    expect(rows.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 11 }, (_, at) => at + 1));
  }, 60_000);
});

describe('A correction', () => {
  it('is refused for a stranger, an unknown sentence, too much text and too many times', async () => {
    const [applicant, other] = [await checking(), await checking()];
    const [own, foreign] = [await transcriptOf(applicant), await transcriptOf(other)];
    const ask = (caller: TestApplicant, input: Partial<{ interviewId: string; sentence: number; text: string }>) =>
      caller.call(correctSentence, {
        ...{ interviewId: caller.interviewId, transcriptId: own.id, sentence: 1, text: 'a' },
        ...input,
      });
    await expect(ask(other, { interviewId: applicant.interviewId })).rejects.toMatchObject({ code: 'not_found' });
    await expect(ask(other, {})).rejects.toMatchObject({ code: 'not_found' });
    await expect(ask(applicant, { sentence: 99 })).rejects.toMatchObject({ code: 'validation_failed' });
    await expect(ask(applicant, { text: 'a'.repeat(2_001) })).rejects.toMatchObject({ code: 'validation_failed' });
    await ask(applicant, { text: 'a'.repeat(2 * own.text.length + 500 - own.text.length) });
    await expect(ask(applicant, { sentence: 2, text: 'a'.repeat(1_000) })).rejects.toMatchObject({
      ...{ code: 'validation_failed', message: expect.stringContaining('correct only what was misheard') },
    });
    await house.rows(
      `INSERT INTO transcript_correction
         SELECT $1, number, $2, 1, 'a', $3, now() FROM generate_series(1, $4) AS number`,
      [foreign.id, other.interviewId, other.application.personId]
        .map(uuidOf)
        .concat(String(correctionLimits.correctionsPerTranscript)),
    );
    await expect(correct(other, 1, null)).rejects.toMatchObject({ code: 'too_many_corrections' });
  }, 60_000);

  it('is none of a written answer', async () => {
    const applicant = await house.applicant(checkedOpening);
    await applicant.answerInWriting('I compare every number with the filed report.');
    await house.settle();
    expect(await transcriptOf(applicant)).toMatchObject({ correctable: false, correctableUntil: null });
    await expect(correct(applicant, 1, 'a')).rejects.toMatchObject({ code: 'transcript_not_correctable' });
  }, 60_000);

  it('comes too late once time or the applicant has ended the check; mistakes are reported then', async () => {
    const applicant = await checking();
    await expect(report(applicant, 1, 'early')).rejects.toMatchObject({ code: 'interview_wrong_state' });
    house.clock.set('2026-01-07T09:00:00.000Z');
    await expect(correct(applicant, 1, 'late')).rejects.toMatchObject({
      ...{ code: 'transcript_check_over', message: expect.stringContaining('report a mistake instead') },
    });
    await house.settle();
    await expect(correct(applicant, 1, 'late')).rejects.toMatchObject({ code: 'transcript_check_over' });
    const mistakes = [{ sentence: 2, note: 'It is "in", not "and".', reportedAt: '2026-01-07T09:00:00.000Z' }];
    expect(await report(applicant, 2, mistakes[0]!.note)).toMatchObject({
      ...{ correctable: false, correctedText: null, reportedMistakes: mistakes },
    });
    const { applicationId } = applicant.application;
    const { transcripts } = await house.recruiter(getTranscripts, { applicationId });
    expect(transcripts[0]!.reportedMistakes).toEqual(mistakes);
    expect(await told(applicant, 'transcript.mistake_reported')).toHaveLength(1);
    for (let count = 1; count < correctionLimits.mistakesPerInterview; count += 1) await report(applicant, 1, 'more');
    await expect(report(applicant, 1, 'more')).rejects.toMatchObject({ code: 'too_many_corrections' });
    await house.withdraw(applicant);
    await expect(report(applicant, 1, 'gone')).rejects.toMatchObject({ code: 'interview_wrong_state' });
  }, 60_000);
});
