import { withSchema } from '@guildhall/database';
import { uuidOf } from '@guildhall/messages/contract';
import { confirmTranscripts, correctSentence, getMyTranscripts, readScorecard } from '@guildhall/messages/interviews';
import type { FakeOpenAi } from '@guildhall/testing';
import pg from 'pg';
import { interviewsSchema } from '../../apps/interviews/src/database/data-source.js';
import { fakeModels, modelSettings } from '../../apps/interviews/test/fake-model-answers.js';
import { InterviewHouse } from '../../apps/interviews/test/interview-house.js';
import { sampleAnswer } from '../../apps/interviews/test/sample-answers.js';
import { sampleRecording, type TestApplicant } from '../../apps/interviews/test/test-applicant.js';
import { verifyScores } from './verify-scores.js';

let fake: FakeOpenAi;
let house: InterviewHouse;
let superuser: pg.Client;
/** By the offline engine of a written answer, and by a model of a recorded one that was corrected. */
let byRules: string;
let byModel: string;

beforeAll(async () => {
  fake = await fakeModels('excellent');
  house = await InterviewHouse.open();
  superuser = new pg.Client(house.ground.db.adminUrl);
  await superuser.connect();
  await superuser.query('SET search_path = interviews');
  byRules = await scoredInWriting();
  await house.restartWith(modelSettings(fake, { JUDGE_PASSES: '2', REVIEW_SAMPLE_PERCENT: '100' }));
  byModel = await scoredWithCorrection();
}, 180_000);

afterAll(async () => {
  await superuser?.end();
  await house?.close();
  await fake?.close();
});

async function scoredInWriting(): Promise<string> {
  const applicant = await house.applicant(await house.opening());
  await applicant.consent();
  await applicant.write('q1', sampleAnswer('good').text);
  await applicant.submit();
  await house.settle();
  return await scorecardOf(applicant);
}

async function scoredWithCorrection(): Promise<string> {
  const applicant = await house.applicant(await house.opening({ transcriptCheckHours: 48 }));
  const { call, interviewId } = applicant;
  await applicant.consent();
  await applicant.record('q1', await sampleRecording('excellent'));
  await applicant.submit();
  await house.settle();
  const { id: transcriptId, sentences } = (await call(getMyTranscripts, { interviewId })).transcripts[0]!;
  const misheard = sentences.find(({ text }) => text.includes('mandala'))!;
  const text = misheard.text.replace('mandala', 'model');
  await call(correctSentence, { interviewId, transcriptId, sentence: misheard.n, text });
  await call(confirmTranscripts, { interviewId });
  await house.settle();
  return await scorecardOf(applicant);
}

async function scorecardOf({ application: { applicationId } }: TestApplicant): Promise<string> {
  return (await house.recruiter(readScorecard, { applicationId })).id;
}

interface Verified {
  exitCode: number;
  lines: string[];
}

async function verified(scorecardId: string | null, more: { limit?: number; after?: string } = {}): Promise<Verified> {
  const lines: string[] = [];
  const task = { scorecardId, limit: more.limit ?? 1000, after: more.after ?? null };
  const { adminUrl } = house.ground.db;
  const exitCode = await withSchema({ ...interviewsSchema, service: 'interviews', adminUrl }, (source) =>
    verifyScores(source, task, (line) => lines.push(line)),
  );
  return { exitCode, lines };
}

/** Verifies while rows are otherwise than they were left, and puts them back. */
async function tampered(table: string, where: string, change: string, scorecardId: string): Promise<Verified> {
  const copy = `kept_${table}`;
  await superuser.query(`CREATE TEMP TABLE ${copy} AS SELECT * FROM ${table} WHERE ${where}`);
  try {
    const { rowCount } = await superuser.query(`${change} WHERE ${where}`);
    expect(rowCount).toBeGreaterThan(0);
    return await verified(scorecardId);
  } finally {
    await superuser.query(`DELETE FROM ${table} WHERE ${where}`);
    await superuser.query(`INSERT INTO ${table} SELECT * FROM ${copy}`);
    await superuser.query(`DROP TABLE ${copy}`);
  }
}

const ofScorecard = (id: string) => `id = '${uuidOf(id)}'`;
const interviewOf = (id: string) => `(SELECT interview_id FROM scorecard WHERE id = '${uuidOf(id)}')`;
const inDraft = (place: string, value: string) =>
  `UPDATE scorecard SET draft = jsonb_set(draft, '${place}', '${value}')`;
const inRecord = (place: string, value: string) =>
  `UPDATE scorecard SET record = jsonb_set(record, '${place}', '${value}')`;

describe('A stored score', () => {
  it('is computed again to the last byte by the offline rules, and by a model without asking it', async () => {
    const asked = fake.chat.requests.length;
    expect(asked).toBeGreaterThan(0);
    const rules = await verified(byRules);
    expect(rules).toMatchObject({
      exitCode: 0,
      lines: [expect.stringContaining('the same, byte for byte'), expect.any(String)],
    });
    expect(JSON.parse(rules.lines[1]!)).toMatchObject({ same: 1, different: 0, incomplete: 0 });
    expect(await verified(byModel)).toMatchObject({
      exitCode: 0,
      lines: [expect.stringContaining('"passes":2'), expect.any(String)],
    });
    expect(fake.chat.requests).toHaveLength(asked);
  });

  it.each([
    ['total: stored "4.95"', inDraft('{figures,total}', '"4.95"')],
    ['standard error: stored 0.1', inDraft('{figures,se}', '0.1')],
    ['interval, low: stored "4.00"', inDraft('{figures,interval,low}', '"4.00"')],
    ['level of criterion fair_grading: stored 1', inDraft('{criteria,0,level}', '1')],
    ['band of criterion fair_grading, loose: stored 1', inDraft('{criteria,0,baseline,loose}', '1')],
    ['flags of answer q1: stored ["off_topic"]', inDraft('{answers,0,flags}', '["off_topic"]')],
    ['outcome.reviewReasons: stored []', inDraft('{outcome,reviewReasons}', '[]')],
    ['column total_bp: stored 50000', 'UPDATE scorecard SET total_bp = 50000'],
    ['column review_required: stored false', 'UPDATE scorecard SET review_required = false'],
    ['input hash: stored', inRecord('{seed}', '"2"')],
    ['plan: stored', inRecord('{plan}', '"00"')],
    ['engine: stored', inRecord('{engine,settings}', '"passes=3"')],
    ['record: stored a form that no code has written', `UPDATE scorecard SET record = '{}'`],
  ])('names what was changed: %s', async (told, change) => {
    const { exitCode, lines } = await tampered('scorecard', ofScorecard(byRules), change, byRules);
    expect(exitCode).toBe(1);
    expect(lines[0]).toContain('DIFFERENT');
    expect(lines.filter((line) => line.trim().startsWith(told))).toHaveLength(1);
  });

  it('shows that its words were changed, and no word of them', async () => {
    const change = `UPDATE transcript SET segments = jsonb_set(segments, '{0,text}', '"I compare nothing with nobody."')`;
    const where = `interview_id = ${interviewOf(byRules)}`;
    const { exitCode, lines } = await tampered('transcript', where, change, byRules);
    expect(exitCode).toBe(1);
    expect(lines).toContainEqual(expect.stringContaining('transcript of q1: stored'));
    expect(lines).toContainEqual(expect.stringMatching(/level of criterion \w+: stored \d, recomputed 1/));
    expect(lines.join('\n')).not.toContain('compare');
  });

  it('shows that a correction was changed', async () => {
    const change = `UPDATE transcript_correction SET text = 'Something else altogether.'`;
    const { exitCode, lines } = await tampered(
      'transcript_correction',
      `interview_id = ${interviewOf(byModel)}`,
      change,
      byModel,
    );
    expect(exitCode).toBe(1);
    expect(lines).toContainEqual(expect.stringContaining('corrected words of q1: stored'));
  });

  it('shows by levels and total that a reply of the model was changed', async () => {
    const change = String.raw`UPDATE model_call SET raw_body = replace(raw_body, '\"verdict\":\"yes\"', '\"verdict\":\"no\"')`;
    const { exitCode, lines } = await tampered('model_call', `interview_id = ${interviewOf(byModel)}`, change, byModel);
    expect(exitCode).toBe(1);
    expect(lines).toContainEqual(expect.stringMatching(/level of criterion verification: stored [2-5], recomputed 1/));
    expect(lines).toContainEqual(expect.stringMatching(/^ {2}total: /));
  });

  it('shows a reply that is none any more, and one that is found by another input', async () => {
    const where = `interview_id = ${interviewOf(byModel)}`;
    const broken = await tampered('model_call', where, `UPDATE model_call SET raw_body = '{'`, byModel);
    expect(broken.exitCode).toBe(1);
    expect(broken.lines).toContainEqual(
      expect.stringMatching(/validation of reply mdl_\w+: stored accepted, recomputed unreadable/),
    );
    const moved = await tampered('model_call', where, 'UPDATE model_call SET input_hash = id::text', byModel);
    expect(moved.exitCode).toBe(1);
    expect(moved.lines).toContainEqual(expect.stringContaining('asks for a reply that is not among them'));
  });

  it('says what is missing, and that the rest follows from the votes', async () => {
    const ofModel = `interview_id = ${interviewOf(byModel)}`;
    const lost = await tampered('model_call', ofModel, 'DELETE FROM model_call', byModel);
    expect(lost).toMatchObject({
      exitCode: 2,
      lines: [expect.stringMatching(/6 of 6 stored replies are not there/), expect.any(String)],
    });
    const silent = await tampered(
      'transcript',
      `interview_id = ${interviewOf(byRules)}`,
      'DELETE FROM transcript',
      byRules,
    );
    expect(silent).toMatchObject({
      exitCode: 2,
      lines: [expect.stringContaining('the transcript of q1'), expect.any(String)],
    });
  });

  it('finds what does not follow from the votes where the words are gone', async () => {
    const erased = `encode(sha256(convert_to('erased:' || id::text, 'UTF8')), 'hex')`;
    const change = `UPDATE scorecard SET record = record || '{"media": {}, "transcripts": {}}', input_sha256 = ${erased}`;
    const withoutDeletion = await tampered('scorecard', ofScorecard(byRules), change, byRules);
    expect(withoutDeletion.exitCode).toBe(1);
    expect(withoutDeletion.lines).toContainEqual(expect.stringContaining('deletion: stored the result of a deletion'));
    const raised = await tampered(
      'scorecard',
      ofScorecard(byRules),
      `${change}, draft = jsonb_set(draft, '{criteria,0,level}', '5')`,
      byRules,
    );
    expect(raised.lines).toContainEqual(
      expect.stringMatching(/level of criterion fair_grading: stored 5, recomputed \d/),
    );
  });

  it('of other code is not verified, and what this code comes to is told', async () => {
    const where = ofScorecard(byRules);
    const same = await tampered('scorecard', where, inRecord('{codeVersion}', '"0.0.9"'), byRules);
    expect(same.exitCode).toBe(2);
    expect(same.lines[0]).toContain('it was made by code 0.0.9');
    expect(same.lines[0]).toContain('which comes to the same');
    const otherPurpose = `${inRecord('{codeVersion}', '"0.0.9"')}, purpose = 'appeal'`;
    const { exitCode, lines } = await tampered('scorecard', where, otherPurpose, byRules);
    expect(exitCode).toBe(1);
    expect(lines).toContainEqual(expect.stringContaining('input hash: stored'));
  });
});

describe('All stored scores', () => {
  it('are verified oldest first, up to a limit and on from there', async () => {
    const all = await verified(null);
    expect(all.exitCode).toBe(0);
    expect(all.lines.map((line) => line.split(':')[0])).toEqual([byRules, byModel, '{"codeVersion"']);
    const first = await verified(null, { limit: 1 });
    expect(first.lines).toHaveLength(3);
    expect(JSON.parse(first.lines[2]!)).toMatchObject({ same: 1, next: byRules });
    const rest = await verified(null, { after: byRules });
    expect(rest.lines[0]).toContain(byModel);
    expect(JSON.parse(rest.lines.at(-1)!)).toMatchObject({ same: 1, next: null });
  });

  it('leave one that is not there to be named', async () => {
    const nobody = byRules.replace(/.{4}$/, byRules.endsWith('0000') ? '1111' : '0000');
    expect(await verified(nobody)).toEqual({ exitCode: 2, lines: [`There is no scorecard ${nobody}.`] });
  });
});
