import { idFromUuid, newId, uuidOf } from '@guildhall/messages/contract';
import {
  addPlanVersion,
  createPlan,
  getPlan,
  getPlanTemplate,
  getPlanVersion,
  listPlans,
  listPlanTemplates,
  mostCountedInterviews,
  outlinePlans,
  planDifferences,
  previewPlan,
  publishPlanVersion,
} from '@guildhall/messages/interviews';
import { InterviewHouse } from '../../test/interview-house.js';
import { examplePlanJson, sampleAnswer } from '../../test/sample-answers.js';
import { currentConsentText } from '../consent/consent-texts.js';

let house: InterviewHouse;

beforeAll(async () => {
  house = await InterviewHouse.open();
});

afterAll(async () => {
  await house?.close();
});

const draft = async () => {
  const { id: planId } = await house.recruiter(createPlan, { name: 'Analysts' });
  return await house.recruiter(addPlanVersion, { planId, document: examplePlanJson() });
};

describe('An interview plan', () => {
  it('grows by versions that are numbered without a gap when ten come at once', async () => {
    const { id: planId } = await house.recruiter(createPlan, { name: 'Analysts' });
    await Promise.all(
      Array.from({ length: 10 }, () => house.recruiter(addPlanVersion, { planId, document: examplePlanJson() })),
    );
    const { versions } = await house.recruiter(getPlan, { planId });
    expect(versions.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(new Set(versions.map(({ documentSha256 }) => documentSha256)).size).toBe(1);
  });

  it('gets no version from who has not seen the newest', async () => {
    const { id: planId } = await house.recruiter(createPlan, { name: 'Analysts' });
    const add = (afterNumber: number) =>
      house.recruiter(addPlanVersion, { planId, document: examplePlanJson(), afterNumber });
    await add(0);
    const added = await Promise.allSettled([add(1), add(1), add(1)]);
    expect(added.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(add(0)).rejects.toMatchObject({ code: 'version_conflict', details: { planId, newest: 2 } });
    expect((await house.recruiter(getPlan, { planId })).versions).toHaveLength(2);
  });

  it('is published once, and gives back its document as it was hashed', async () => {
    const { id: planVersionId, documentSha256 } = await draft();
    const published = await Promise.allSettled(
      Array.from({ length: 10 }, () => house.recruiter(publishPlanVersion, { planVersionId })),
    );
    expect(published.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(house.recruiter(publishPlanVersion, { planVersionId })).rejects.toMatchObject({
      code: 'plan_wrong_state',
    });
    const version = await house.recruiter(getPlanVersion, { planVersionId });
    expect(version).toMatchObject({ state: 'published', documentSha256, document: examplePlanJson() });
    const told = (await house.told()).filter(({ type, data }) => type === 'plan.published' && 'planVersionId' in data);
    expect(told.map(({ data }) => (data as { planVersionId: string }).planVersionId)).toEqual([planVersionId]);
  });

  it('stays a draft where it breaks a publishing rule, and says which', async () => {
    const document = examplePlanJson();
    (document.criteria as { weightBp: number }[])[0]!.weightBp = 1;
    const { id: planId } = await house.recruiter(createPlan, { name: 'Lopsided' });
    const { id: planVersionId } = await house.recruiter(addPlanVersion, { planId, document });
    await expect(house.recruiter(publishPlanVersion, { planVersionId })).rejects.toMatchObject({
      code: 'plan_not_publishable',
      errors: [{ message: expect.stringContaining('10000') }],
    });
    expect(await house.recruiter(getPlanVersion, { planVersionId })).toMatchObject({ state: 'draft' });
  });

  it('takes no document that it cannot read, and names every fault', async () => {
    const { id: planId } = await house.recruiter(createPlan, { name: 'Garbled' });
    const adding = house.recruiter(addPlanVersion, {
      planId,
      document: { ...examplePlanJson(), surprise: 1, language: 7 },
    });
    await expect(adding).rejects.toMatchObject({
      code: 'validation_failed',
      errors: expect.arrayContaining([
        expect.objectContaining({ field: 'surprise' }),
        expect.objectContaining({ field: 'language' }),
      ]),
    });
    const missing = house.recruiter(addPlanVersion, { planId: newId('pln'), document: examplePlanJson() });
    await expect(missing).rejects.toMatchObject({ code: 'not_found' });
  });

  it('begins from a template as it is given out', async () => {
    const { data } = await house.recruiter(listPlanTemplates, {});
    expect(data.map(({ id }) => id)).toContain('physician');
    const { document, notice } = await house.recruiter(getPlanTemplate, { planTemplateId: 'physician' });
    expect(notice).toContain('expert of the field');
    const { id: planId } = await house.recruiter(createPlan, { name: 'Physicians' });
    const { id: planVersionId } = await house.recruiter(addPlanVersion, { planId, document });
    expect(await house.recruiter(publishPlanVersion, { planVersionId })).toMatchObject({
      state: 'published',
      document,
    });
    const unknown = house.recruiter(getPlanTemplate, { planTemplateId: 'astrologer' });
    await expect(unknown).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is tried on sample answers before it is published, and keeps nothing of them', async () => {
    const { id: planVersionId } = await draft();
    const preview = (text: string, questionId = 'q1') =>
      house.recruiter(previewPlan, { planVersionId, answers: [{ questionId, text }] });
    const good = await preview(sampleAnswer('good').text);
    expect(good).toMatchObject({ planVersionId, brokenRules: [], holdReasons: [], total: expect.any(String) });
    expect(good.criteria.map(({ criterion }) => criterion)).toEqual(
      (examplePlanJson() as { criteria: { id: string }[] }).criteria.map(({ id }) => id),
    );
    expect(good.criteria.flatMap(({ evidence }) => evidence).length).toBeGreaterThan(0);
    expect(Number(good.total)).toBeGreaterThan(Number((await preview(sampleAnswer('weak').text)).total));
    expect(await preview(sampleAnswer('stuffed').text)).toMatchObject({ total: null, holdReasons: ['list_like'] });
    await expect(preview('Anything.', 'q99')).rejects.toMatchObject({ code: 'validation_failed' });
    const answers = [1, 2].map(() => ({ questionId: 'q1', text: 'Twice.' }));
    await expect(house.recruiter(previewPlan, { planVersionId, answers })).rejects.toMatchObject({
      code: 'validation_failed',
    });
    const long = ['q1', 'q2', 'q3'].map((questionId) => ({ questionId, text: 'word '.repeat(1_900) }));
    await expect(house.recruiter(previewPlan, { planVersionId, answers: long })).rejects.toMatchObject({
      code: 'validation_failed',
    });
    const { id: planId } = await house.recruiter(createPlan, { name: 'Broken' });
    const document = { ...examplePlanJson(), criteria: [] as object[] };
    document.criteria = (examplePlanJson() as { criteria: object[] }).criteria.map((one) => ({ ...one, weightBp: 1 }));
    const broken = await house.recruiter(addPlanVersion, { planId, document });
    const tried = { planVersionId: broken.id, answers: [{ questionId: 'q1', text: sampleAnswer('good').text }] };
    expect(await house.recruiter(previewPlan, tried)).toMatchObject({
      brokenRules: [{ field: 'criteria' }],
      criteria: [],
    });
  }, 30_000);

  it('says what changed since the version before it, or since another one of the plan', async () => {
    const { id: planId } = await house.recruiter(createPlan, { name: 'Analysts' });
    const add = (language: string) =>
      house.recruiter(addPlanVersion, { planId, document: { ...examplePlanJson(), language } });
    const [one, two, three] = [await add('en'), await add('en-US'), await add('en-GB')];
    const differences = (planVersionId: string, from?: string) =>
      house.recruiter(planDifferences, { planVersionId, ...(from ? { from } : {}) });
    expect(await differences(three.id)).toEqual({
      ...{ fromPlanVersionId: two.id, toPlanVersionId: three.id },
      differences: [{ path: 'language', kind: 'changed', before: 'en-US', after: 'en-GB' }],
    });
    expect((await differences(three.id, one.id)).differences[0]).toMatchObject({ before: 'en' });
    for (const from of [undefined, (await draft()).id]) {
      await expect(differences(one.id, from)).rejects.toMatchObject({ code: 'validation_failed' });
    }
    await expect(differences(one.id, newId('plv'))).rejects.toMatchObject({ code: 'not_found' });
  }, 30_000);

  it('is listed newest first, page by page', async () => {
    for (const name of ['one', 'two', 'three']) await house.recruiter(createPlan, { name });
    const first = await house.recruiter(listPlans, { limit: 2 });
    expect(first.data.map(({ name }) => name)).toEqual(['three', 'two']);
    const second = await house.recruiter(listPlans, { limit: 1, cursor: first.nextCursor! });
    expect(second).toMatchObject({ data: [{ name: 'one' }], hasMore: true });
    await expect(house.recruiter(listPlans, { cursor: newId('int') })).rejects.toMatchObject({
      code: 'validation_failed',
    });
  });

  it('is listed with its newest versions, and is compared with the one before however old it is', async () => {
    const published = await house.recruiter(publishPlanVersion, { planVersionId: (await draft()).id });
    const { planId } = published;
    await house.rows(
      `INSERT INTO plan_version (id, plan_id, number, state, document, document_sha256, created_at)
       SELECT gen_random_uuid(), plan_id, n, 'draft', document, document_sha256, created_at
       FROM plan_version, generate_series(2, 122) AS n WHERE id = $1`,
      [uuidOf(published.id)],
    );
    const { versions } = await house.recruiter(getPlan, { planId });
    expect(versions.map(({ number }) => number)).toEqual([1, ...Array.from({ length: 100 }, (_, index) => index + 23)]);
    const [third] = await house.rows<{ id: string }>('SELECT id FROM plan_version WHERE plan_id = $1 AND number = 3', [
      uuidOf(planId),
    ]);
    const compared = await house.recruiter(planDifferences, { planVersionId: idFromUuid('plv', third!.id) });
    const before = await house.recruiter(getPlanVersion, { planVersionId: compared.fromPlanVersionId });
    expect(before.number).toBe(2);
    const added = await house.recruiter(addPlanVersion, { planId, document: examplePlanJson(), afterNumber: 122 });
    expect(added.number).toBe(123);
  });

  it('is outlined for the public in numbers once it is published', async () => {
    const { id: planVersionId } = await draft();
    const openingId = newId('opn');
    const anybody = house.callerAs({ kind: 'anonymous' });
    const outlined = async (languages: string[], places: string[] = ['US-IL']) =>
      (await anybody(outlinePlans, { openings: [{ openingId, planVersionId, languages, places }] })).outlines;
    expect(await outlined(['en'])).toEqual([]);
    await house.recruiter(publishPlanVersion, { planVersionId });
    const { questions } = examplePlanJson() as { questions: { thinkSeconds: number; answerSeconds: number }[] };
    const seconds = questions.reduce((sum, { thinkSeconds, answerSeconds }) => sum + thinkSeconds + answerSeconds, 0);
    const interview = { questions: questions.length, minutes: Math.ceil(seconds / 60), triesPerAnswer: 3 };
    const consentTextVersion = currentConsentText().version;
    expect(await outlined(['ar', 'en-US'])).toEqual([
      { openingId, interview, aiEvaluation: { used: true, consentTextVersion } },
    ]);
    expect(await outlined(['ar'])).toMatchObject([{ aiEvaluation: { used: false } }]);
  });

  it('says how many interviews ask by a version, and counts them no further than it has to', async () => {
    const { id: planVersionId } = await draft();
    const use = async () => (await house.recruiter(getPlanVersion, { planVersionId })).use;
    expect(await use()).toEqual({ interviews: 0, hasMore: false });
    await house.recruiter(publishPlanVersion, { planVersionId });
    const ask = (interviews: number) =>
      house.rows(
        `INSERT INTO interview (id, application_id, opening_id, person_id, plan_version_id, state, path, language,
           jurisdictions, invited_at, deadline_at)
         SELECT gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), $1, 'expired', 'ai', 'en', '[]',
           $2, $2 FROM generate_series(1, $3::integer)`,
        [uuidOf(planVersionId), house.clock.now(), interviews],
      );
    await ask(2);
    expect(await use()).toEqual({ interviews: 2, hasMore: false });
    await ask(mostCountedInterviews - 2);
    expect(await use()).toEqual({ interviews: mostCountedInterviews, hasMore: false });
    await ask(1);
    expect(await use()).toEqual({ interviews: mostCountedInterviews, hasMore: true });
    await house.rows('ANALYZE interview');
    const plan = await house.rows<{ 'QUERY PLAN': string }>(
      `EXPLAIN SELECT count(*) FROM (SELECT FROM interview WHERE plan_version_id = $1 LIMIT 10001) AS asked`,
      [uuidOf(newId('plv'))],
    );
    expect(JSON.stringify(plan)).toContain('interview_plan_version_id_idx');
    await house.rows('DELETE FROM interview WHERE plan_version_id = $1', [uuidOf(planVersionId)]);
  });
});
