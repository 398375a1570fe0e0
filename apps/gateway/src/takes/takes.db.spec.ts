import { Readable } from 'node:stream';
import { ManualClock } from '@guildhall/clock';
import { AppError } from '@guildhall/errors';
import { newId } from '@guildhall/messages/contract';
import { openMediaStore } from '@guildhall/storage';
import { latch, type TestRedis, testRedis, waitFor } from '@guildhall/testing';
import { FakeServices } from '../../test/fake-services.js';
import { SignedInTus } from '../../test/signed-in-tus.js';
import { startTestGateway, type TestGateway } from '../../test/test-gateway.js';
import { segmentOf, webmOf } from '../../test/tus-requests.js';

const bytes = webmOf(150_000);

describe('recordings at the edge', () => {
  const clock = new ManualClock();
  let redis: TestRedis;
  let services: FakeServices;
  let gateway: TestGateway;
  let token: string;
  let tus: SignedInTus;

  beforeAll(async () => {
    redis = await testRedis();
    services = await FakeServices.start(redis.url);
    gateway = await startTestGateway({ redisUrl: redis.url, clock });
    token = services.signIn({ kind: 'applicant' });
    tus = new SignedInTus(gateway.url, token);
  });

  afterAll(async () => {
    await gateway.close();
    await services.close();
    await redis.drop();
  });

  beforeEach(() => {
    services.completionRefusal = null;
    services.calls.length = 0;
  });

  const complete = (takeId: string, segments: object[], as = token) =>
    gateway.ask('POST', `/v1/takes/${takeId}/complete`, { token: as, body: { segments } });

  it('acknowledges a take whose bytes have arrived, and keeps them', async () => {
    const takeId = newId('tak');
    const location = await tus.upload(takeId, 0, bytes);
    const segment = segmentOf(location, bytes);
    expect(await complete(takeId, [segment])).toMatchObject({ status: 200, json: { id: takeId, state: 'completed' } });
    expect(services.seen('interviews.takes.complete')).toMatchObject([
      { input: { takeId, segments: [{ ...segment, container: 'webm' }] }, context: { actor: { kind: 'applicant' } } },
    ]);
    expect((await tus.delete(location)).status).toBe(409);
  });

  it('gives the acknowledgement again after the bytes have left the spool', async () => {
    const takeId = newId('tak');
    const segment = segmentOf(await tus.upload(takeId, 0, bytes), bytes);
    const first = await complete(takeId, [segment]);
    const elsewhere = { ...segment, uploadId: newId('upl') };
    const repeated = await complete(takeId, [elsewhere]);
    expect(repeated).toMatchObject({ status: 200, text: first.text });
    expect(services.seen('interviews.takes.complete')).toHaveLength(1);
  });

  it('acknowledges nothing that did not arrive whole', async () => {
    const takeId = newId('tak');
    const segment = segmentOf(await tus.upload(takeId, 0, bytes), bytes);
    const damaged = await complete(takeId, [{ ...segment, sha256: '0'.repeat(64) }]);
    expect(damaged).toMatchObject({ status: 409, json: { code: 'upload_hash_mismatch' } });
    const short = await complete(takeId, [{ ...segment, bytes: bytes.length + 1 }]);
    expect(short).toMatchObject({ status: 409, json: { code: 'upload_incomplete' } });
    expect(await complete(takeId, [])).toMatchObject({ status: 422, json: { errors: [{ field: 'segments' }] } });
    expect(services.seen('interviews.takes.complete')).toHaveLength(0);
  });

  it('takes the upload of somebody else for none at all', async () => {
    const takeId = newId('tak');
    const segment = segmentOf(await tus.upload(takeId, 0, bytes), bytes);
    const stranger = services.signIn({ kind: 'applicant' });
    const foreign = await complete(takeId, [segment], stranger);
    const missing = await complete(takeId, [{ ...segment, uploadId: newId('upl') }], stranger);
    expect(foreign).toMatchObject({ status: 404, json: { code: 'upload_not_found' } });
    expect(foreign.text).toBe(missing.text);
  });

  it('completes one take of a person after the other, and keeps nobody else waiting', async () => {
    const other = services.signIn({ kind: 'applicant' });
    const [first, second, foreign] = [newId('tak'), newId('tak'), newId('tak')];
    const segmentFor = async (takeId: string, by = tus) => segmentOf(await by.upload(takeId, 0, bytes), bytes);
    const [one, two] = [await segmentFor(first), await segmentFor(second)];
    const three = await segmentFor(foreign, new SignedInTus(gateway.url, other));
    const reached = (name: string) => services.seen(name).map(({ input }) => (input as { takeId: string }).takeId);
    services.completionPace = latch();
    const answers = [complete(first, [one])];
    await waitFor(() => reached('interviews.takes.complete').includes(first));
    answers.push(complete(second, [two]));
    await waitFor(() => reached('interviews.takes.completion').includes(second));
    answers.push(complete(foreign, [three], other));
    await waitFor(() => reached('interviews.takes.complete').includes(foreign));
    expect(reached('interviews.takes.complete')).toEqual([first, foreign]);
    services.completionPace.open();
    for (const answer of answers) expect(await answer).toMatchObject({ status: 200 });
    expect(reached('interviews.takes.complete')).toEqual([first, foreign, second]);
  });

  it('gives the bytes back to their owner where interviews refuses the take', async () => {
    const takeId = newId('tak');
    const location = await tus.upload(takeId, 0, bytes);
    services.completionRefusal = new AppError('interview_expired', 'The deadline has passed.');
    expect(await complete(takeId, [segmentOf(location, bytes)])).toMatchObject({ status: 409 });
    expect((await tus.delete(location)).status).toBe(204);
  });

  it('holds the bytes where nobody knows whether interviews has the take', async () => {
    const takeId = newId('tak');
    const location = await tus.upload(takeId, 0, bytes);
    services.completionRefusal = new AppError('unavailable', 'The database is away.', { retryAfterSeconds: 3 });
    const answer = await complete(takeId, [segmentOf(location, bytes)]);
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('3');
    expect((await tus.delete(location)).status).toBe(409);
  });

  it('links to the picture of a recording and to its captions, once there are any', async () => {
    const takeId = newId('tak');
    await linkTo(takeId);
    const plain = await gateway.ask('POST', `/v1/takes/${takeId}/media-links`, { token });
    const nothing = { thumbnailUrl: null, captionsPath: null, durationSeconds: null, parts: [] };
    expect(plain.json).toMatchObject(nothing);
    const parts = [{ number: 1, startSeconds: 0, durationSeconds: 6.1 }];
    const kept = { thumbnailKey: `recordings/${takeId}`, hasTranscript: true, durationSeconds: 6.1, parts };
    services.media.set(takeId, { ...services.media.get(takeId)!, ...kept });
    const { json } = await gateway.ask('POST', `/v1/takes/${takeId}/media-links`, { token });
    expect(json).toMatchObject({ captionsPath: `/v1/takes/${takeId}/captions`, durationSeconds: 6.1, parts });
    const picture = await fetch(new URL(new URL(String(json['thumbnailUrl'])).pathname, gateway.url));
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect(picture.headers.get('x-content-type-options')).toBe('nosniff');
    clock.advance({ seconds: 300 });
    expect((await fetch(picture.url)).status).toBe(404);
  });

  it('gives captions to who may see the recording, by the cookie that a <track> sends', async () => {
    const takeId = newId('tak');
    await linkTo(takeId);
    const path = `/v1/takes/${takeId}/captions`;
    const cookie = `__Host-guildhall=${token}`;
    const asTrack = { cookie, 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'track' };
    const answer = await gateway.ask('GET', path, { headers: asTrack });
    expect(answer).toMatchObject({ status: 200, text: 'WEBVTT\n' });
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/vtt; charset=utf-8',
      'content-language': 'en-GB',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    });
    expect((await gateway.ask('GET', path)).status).toBe(401);
    const fromElsewhere = { ...asTrack, 'sec-fetch-site': 'cross-site' };
    expect((await gateway.ask('GET', path, { headers: fromElsewhere })).status).toBe(401);
    const foreign = await gateway.ask('GET', `/v1/takes/${newId('tak')}/captions`, { token });
    const malformed = await gateway.ask('GET', '/v1/takes/nonsense/captions', { token });
    expect([foreign.status, foreign.text]).toEqual([404, malformed.text]);
  });

  it('gives no link to a recording of somebody else', async () => {
    const answer = await gateway.ask('POST', `/v1/takes/${newId('tak')}/media-links`, { token });
    expect(answer).toMatchObject({ status: 404, json: { code: 'not_found' } });
  });

  /** Stores a recording for the take and asks for a link, which leads to the public address. */
  async function linkTo(takeId: string): Promise<URL> {
    const { media, keys } = await openMediaStore(gateway.config.storage);
    const [objectKey, dataKeyId] = [`recordings/${takeId}`, newId('rec')];
    await keys.create(dataKeyId);
    await media.write(objectKey, dataKeyId, Readable.from([bytes]));
    services.media.set(takeId, { objectKey, dataKeyId });
    const { status, json } = await gateway.ask('POST', `/v1/takes/${takeId}/media-links`, { token });
    expect(status).toBe(201);
    const url = new URL(String(json['url']));
    expect(url.origin).toBe('https://hiring.example');
    return new URL(url.pathname, gateway.url);
  }
});
