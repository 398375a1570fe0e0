import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { uuidOf } from '@guildhall/messages/contract';
import { enginesInUse, listCandidates } from '@guildhall/messages/interviews';
import { FakeOpenAi, waitFor } from '@guildhall/testing';
import { startTypeScript } from '../../../../libs/testing/src/typescript-process/index.js';
import { fakeModels, modelSettings } from '../../test/fake-model-answers.js';
import { InterviewHouse } from '../../test/interview-house.js';
import { sampleRecording, type TestApplicant } from '../../test/test-applicant.js';
import type { ScoringRecord } from '../scoring/scorecard.entity.js';
import type { ScorecardDraft } from '../scoring/scorecard.js';

const processFile = new URL('../../test/interviews-process.ts', import.meta.url);

describe('An installation with models', () => {
  let fake: FakeOpenAi;
  let house: InterviewHouse;

  afterEach(async () => {
    await house?.close();
    await fake?.close();
  });

  /** Somebody whose one answer is acknowledged and submitted. */
  async function submitted(openingId: string): Promise<TestApplicant> {
    const applicant = await house.applicant(openingId);
    await applicant.consent();
    await applicant.record('q1', await sampleRecording('good'));
    await applicant.submit();
    return applicant;
  }

  const scorecardsOf = ({ interviewId }: TestApplicant) =>
    house.rows<{ record: ScoringRecord; draft: ScorecardDraft }>(
      'SELECT record, draft FROM scorecard WHERE interview_id = $1',
      [uuidOf(interviewId)],
    );

  it('hears and judges by them, and keeps every reply beside the result that was made from it', async () => {
    fake = await fakeModels('good');
    const twoStages = { JUDGE_PASSES: '2', OPENAI_JUDGE_SECOND_MODEL: 'gpt-4.1' };
    house = await InterviewHouse.open(modelSettings(fake, { ...twoStages, REVIEW_SAMPLE_PERCENT: '100' }));
    const openingId = await house.opening();
    const applicant = await submitted(openingId);
    await house.settle();

    const engines = await house.recruiter(enginesInUse, {});
    expect(engines.speech).toMatch(/^openai whisper-1/);
    expect(engines.scoring).toMatch(/^gpt-4\.1-mini prompt-/);
    const { data } = await house.recruiter(listCandidates, { openingId });
    expect(data).toMatchObject([{ rank: 1, scorecard: { engine: 'model' } }]);
    expect(data[0]!.scorecard.reviewReasons).toContain('random_sample');
    for (const { level, word } of data[0]!.scorecard.criteria) expect([typeof level, word]).toEqual(['number', null]);

    expect(fake.transcriptions.requests).toHaveLength(1);
    const calls = await house.rows<{ id: string; raw_body: string; asked: string }>(
      `SELECT id, raw_body, concat(record ->> 'stage', ' ', record ->> 'requestedModel') AS asked FROM model_call ORDER BY id`,
    );
    // What was heard of this sample comes to a total near a review line, so the second model judges all of it anew.
    expect(calls.map(({ asked }) => asked).sort()).toEqual([
      ...Array(6).fill('1 gpt-4.1-mini'),
      ...Array(6).fill('2 gpt-4.1'),
    ]);
    expect(fake.chat.requests).toHaveLength(12);
    const [scorecard] = await scorecardsOf(applicant);
    for (const { firstStage } of scorecard!.draft.criteria) expect(firstStage?.reasons).toContain('near_review_line');
    const { modelCallIds, costMicroUsd, engine, codeVersion } = scorecard!.record;
    expect(modelCallIds.map(uuidOf).sort()).toEqual(calls.map(({ id }) => id.replaceAll('-', '')).sort());
    expect(costMicroUsd).toBeGreaterThan(0);
    expect(engine.settings).toContain('"passes":2');
    expect(codeVersion).toMatch(/^\d/);
    for (const { raw_body } of calls) expect(JSON.parse(raw_body)).toMatchObject({ object: 'chat.completion' });
  }, 60_000);

  it.each(['transcribe', 'score'])(
    'asks no model twice where the worker is killed after the reply at %s',
    async (step) => {
      fake = await fakeModels('good');
      house = await InterviewHouse.open(modelSettings(fake, { ROLES: 'api,follower' }));
      const faults = join(house.ground.directory, 'faults');
      await mkdir(faults);
      await writeFile(join(faults, `${step}.armed`), '');
      const settings = { ...house.ground.environment, ROLES: 'worker', FAULT_POINTS_DIRECTORY: faults };
      const worker = startTypeScript(processFile, [JSON.stringify(settings), house.clock.now().toISOString()]);
      try {
        await worker.message(60_000);
        const applicant = await submitted(await house.opening());
        await waitFor(() => readFile(join(faults, `${step}.reached`)), { timeoutMs: 60_000 });
        await worker.kill();
        const asked = [fake.transcriptions.requests.length, fake.chat.requests.length];
        expect(asked).toEqual(step === 'score' ? [1, 3] : [1, 0]);

        await house.restartWith({ ROLES: 'api,follower,worker' });
        await waitFor(async () => (await applicant.interview()).state === 'scored', { timeoutMs: 60_000 });
        expect([fake.transcriptions.requests.length, fake.chat.requests.length]).toEqual([1, 3]);
        expect(await scorecardsOf(applicant)).toHaveLength(1);
      } finally {
        await worker.kill();
      }
    },
    180_000,
  );
});
