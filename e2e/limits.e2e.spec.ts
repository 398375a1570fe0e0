import { readFileSync } from 'node:fs';
import type { StaffOpening } from '@guildhall/messages/applicants';
import { type DaySpending, uploadLimits } from '@guildhall/messages/interviews';
import type { ParkedJobPage } from '@guildhall/messages/platform';
import { type FakeOpenAi, type PrivateRedis, privateRedis, waitFor } from '@guildhall/testing';
import { fakeModels, modelSettings } from '../apps/interviews/test/fake-model-answers.js';
import type { ApplicantClient } from '../tools/client/applicant.js';
import type { StaffAccount } from '../tools/client/staff.js';
import { stepUp } from '../tools/client/step-up.js';
import { type Exchange, exchange, headerOf, problemOf, type Sent } from './support/exchange.js';
import { type House, startHouse } from './support/house.js';
import { makeApplicant, makeOpening, sampleAnswer, sampleRecording } from './support/opening.js';
import { complete, locationOf, segmentOf, TusUpload } from './support/recording.js';

const quarterHourSeconds = 15 * 60;

describe('limits', () => {
  let house: House;
  let redis: PrivateRedis;
  let models: FakeOpenAi;
  let recruiter: StaffAccount;
  let opening: StaffOpening;

  beforeAll(async () => {
    [redis, models] = await Promise.all([privateRedis(), fakeModels('good')]);
    house = await startHouse({ redisUrl: redis.url, settings: modelSettings(models, { STAFF_SESSION_HOURS: '168' }) });
    recruiter = await house.invite('recruiter', ['recruiter']);
    opening = await makeOpening(recruiter.api);
  }, 120_000);

  afterAll(async () => {
    await house?.close();
    await models?.close();
    await redis?.drop();
  });

  const ask = (sent: Omit<Sent, 'method'> & { method?: string }): Promise<Exchange> =>
    exchange(house.anonymous.baseUrl, { method: 'POST', ...sent });

  /** Answers one question in writing and hands it in. */
  async function handIn(applicant: ApplicantClient): Promise<void> {
    await applicant.consent();
    await applicant.write('q1', sampleAnswer('good'));
    await applicant.submit();
    await house.settle();
  }

  describe('of mails and tries', () => {
    const mail = (email: string) => ask({ path: '/v1/auth/mail-codes', body: { email } });

    it.each([
      ['somebody', 'limited@applicants.example'],
      ['nobody', 'unknown@applicants.example'],
    ])('let three mails to %s go in a quarter of an hour and ten in a day', async (_who, email) => {
      await ask({
        path: `/v1/openings/${opening.id}/applications`,
        body: { email: 'limited@applicants.example', displayName: 'L', region: 'US-IL', language: 'en' },
      });
      house.clock.advance({ days: 1 });
      for (const allowed of [3, 3, 3, 1]) {
        for (let sent = 0; sent < allowed; sent++) expect((await mail(email)).status).toBe(202);
        const refused = await mail(email);
        expectLimit(refused, 'too_many_mails');
        house.clock.advance({ minutes: 15 });
      }
      expect(retryAfterOf(await mail(email))).toBeGreaterThan(quarterHourSeconds);
      house.clock.advance({ days: 1 });
      expect((await mail(email)).status).toBe(202);
    });

    it('let ten passwords be tried for one address in a quarter of an hour', async () => {
      const path = '/v1/auth/password';
      const body = { email: 'somebody@staff.example', password: 'a wrong password' };
      for (let guess = 0; guess < 10; guess++) {
        expect(problemOf(await ask({ path, body })).code).toBe('wrong_credentials');
      }
      const refused = await ask({ path, body });
      expectLimit(refused, 'rate_limited');
      expect(retryAfterOf(refused)).toBeLessThanOrEqual(quarterHourSeconds);
      house.clock.advance({ minutes: 15 });
      expect(problemOf(await ask({ path, body })).code).toBe('wrong_credentials');
    });
  });

  describe('of what models may cost', () => {
    it('let work wait at the cap of its opening, and hold up no other', async () => {
      const capped = await makeOpening(recruiter.api, { aiDailyCapMicros: 1 });
      const waiting = await makeApplicant(house, capped.id, 'capped');
      await handIn(waiting);
      expect(await waiting.interview()).toMatchObject({ state: 'scoring', problem: null });
      expect(models.chat.requests).toHaveLength(0);

      const other = await makeApplicant(house, opening.id, 'not-capped');
      await handIn(other);
      expect(await other.interview()).toMatchObject({ state: 'scored' });
      expect(models.chat.requests.length).toBeGreaterThan(0);
      expect((await parkedJobs()).data).toEqual([]);
      const { openings, ...inAll } = await house.admin.get<DaySpending>('/v1/operations/spending');
      expect(openings).toEqual([
        { openingId: capped.id, spentMicros: '0', capMicros: '1', waitingJobs: 1 },
        { openingId: opening.id, spentMicros: inAll.spentMicros, capMicros: '50000000', waitingJobs: 0 },
      ]);
      expect(inAll).toMatchObject({ waitingJobs: 1, spentMicros: expect.stringMatching(/^[1-9]\d*$/), hasMore: false });
      expect(await house.admin.get('/v1/operations/waiting-jobs?service=interviews')).toEqual({
        queues: [],
        moreWait: false,
      });
    }, 60_000);

    it('park what no repetition cures, until an admin who has proved it again lets it run', async () => {
      models.chat.next({ kind: 'insufficient_quota' });
      const applicant = await makeApplicant(house, opening.id, 'parked');
      await handIn(applicant);
      expect(await applicant.interview()).toMatchObject({ state: 'scoring' });
      const { data } = await parkedJobs();
      expect(data).toEqual([expect.objectContaining({ name: 'score-interview', queue: 'scoring' })]);
      expect(data[0]!.problem.detail).toMatch(/^insufficient_quota/);

      const rerun = `/v1/operations/parked-jobs/${data[0]!.id}/rerun`;
      const body = { service: 'interviews' };
      const { api: operator } = await house.invite('operator', ['admin']);
      await expect(operator.post(rerun, body)).rejects.toMatchObject({ problem: { code: 'step_up_required' } });
      await stepUp(operator, house.mailbox, 'operator@staff.example');
      await operator.post(rerun, body);
      await house.settle();
      expect(await applicant.interview()).toMatchObject({ state: 'scored' });
      expect((await parkedJobs()).data).toEqual([]);
      await expect(operator.post(rerun, body)).rejects.toMatchObject({ problem: { code: 'job_not_parked' } });
    }, 60_000);

    const parkedJobs = () => house.admin.get<ParkedJobPage>('/v1/operations/parked-jobs?service=interviews');
  });

  describe('of uploads', () => {
    it('hold for one person in all, and for nobody else', async () => {
      const greedy = await recording('greedy');
      const sizes = Array.from({ length: 8 }, () => uploadLimits.segmentBytes);
      const replies: Exchange[] = [];
      for (const [segment, size] of sizes.entries()) {
        replies.push(await greedy.tus.create(greedy.takeId, size, 'video/webm', segment));
      }
      const refused = replies.pop()!;
      expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 201));
      expectLimit(refused, 'upload_quota_exceeded');
      const modest = await recording('modest');
      expect((await modest.tus.create(modest.takeId, 1_000)).status).toBe(201);

      await greedy.tus.delete(locationOf(replies[0]!));
      const again = () => greedy.tus.create(greedy.takeId, uploadLimits.segmentBytes, 'video/webm', 7);
      await waitFor(async () => (await again()).status === 201, { what: 'Room after an upload was given up' });
    }, 60_000);
  });

  describe('while Redis is away', () => {
    it('answer 503 with the time to wait, and let the start page and uploads go on', async () => {
      const { applicant, tus, takeId } = await recording('through-an-outage');
      const bytes = readFileSync(sampleRecording('good'));
      const location = locationOf(await tus.create(takeId, bytes.length));
      expect((await tus.patch(location, 0, bytes.subarray(0, 1_000))).status).toBe(204);
      const { token } = recruiter.api;
      await redis.kill();

      const refused = await ask({ method: 'GET', path: '/v1/openings', token });
      expect({ status: refused.status, code: problemOf(refused).code }).toEqual({ status: 503, code: 'unavailable' });
      expect(retryAfterOf(refused)).toBeGreaterThan(0);
      for (const path of ['/', '/docs', '/openapi.json', '/health/live']) {
        expect({ [path]: (await ask({ method: 'GET', path })).status }).toEqual({ [path]: 200 });
      }
      expect((await tus.patch(location, 1_000, bytes.subarray(1_000))).status).toBe(204);
      const segments = [segmentOf(location, bytes)];
      expect((await complete(applicant, takeId, segments)).status).toBe(503);

      await redis.start();
      const isAnswered = async () =>
        (await ask({ method: 'GET', path: '/v1/me', token: applicant.api.token })).status === 200;
      await waitFor(isAnswered, { timeoutMs: 30_000, what: 'An answer after Redis came back' });
      expect((await complete(applicant, takeId, segments)).status).toBe(200);
      await applicant.submit();
      await house.settle();
      expect(await applicant.interview()).toMatchObject({ state: 'scored' });
    }, 120_000);
  });

  // Last, because from then on the test itself has asked too much.
  describe('of requests', () => {
    it('answer 429 with the time to wait to whoever asks too fast, and let others go on', async () => {
      const path = '/v1/auth/mail-codes/verify';
      const replies = await Promise.all(Array.from({ length: 90 }, () => ask({ path, body: {} })));
      const limited = replies.filter(({ status }) => status === 429);
      expect(limited.length).toBeGreaterThan(20);
      expect(replies.filter(({ status }) => status === 422).length).toBe(replies.length - limited.length);
      for (const reply of limited) expectLimit(reply, 'rate_limited');
      expect((await ask({ method: 'GET', path: '/v1/staff', token: house.admin.token })).status).toBe(200);
    });
  });

  /** Somebody with a take to upload. */
  async function recording(name: string): Promise<{ applicant: ApplicantClient; tus: TusUpload; takeId: string }> {
    const applicant = await makeApplicant(house, opening.id, name);
    await applicant.consent();
    return { applicant, tus: new TusUpload(applicant), takeId: (await applicant.startTake('q1')).id };
  }
});

function retryAfterOf(reply: Exchange): number {
  return Number(headerOf(reply, 'retry-after'));
}

function expectLimit(reply: Exchange, code: string): void {
  expect({ status: reply.status, code: problemOf(reply).code }).toEqual({ status: 429, code });
  expect(retryAfterOf(reply)).toBeGreaterThan(0);
}
