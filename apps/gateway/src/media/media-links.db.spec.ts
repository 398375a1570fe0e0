import { Readable } from 'node:stream';
import { ManualClock } from '@guildhall/clock';
import { newId } from '@guildhall/messages/contract';
import { openMediaStore } from '@guildhall/storage';
import { type TestRedis, testRedis } from '@guildhall/testing';
import { FakeS3 } from '../../../../libs/testing/src/fake-s3/index.js';
import { FakeServices } from '../../test/fake-services.js';
import { startTestGateway, type TestGateway } from '../../test/test-gateway.js';
import { webmOf } from '../../test/tus-requests.js';

const bytes = webmOf(150_000);
const chunkBytes = 64 * 1024;

describe.each(['a folder', 'S3'])('links to recordings in %s', (place) => {
  const clock = new ManualClock();
  let redis: TestRedis;
  let s3: FakeS3 | null;
  let services: FakeServices;
  let gateway: TestGateway;
  let token: string;

  beforeAll(async () => {
    redis = await testRedis();
    s3 = place === 'S3' ? await FakeS3.start() : null;
    services = await FakeServices.start(redis.url);
    gateway = await startTestGateway({ redisUrl: redis.url, clock, settings: s3 ? settingsOf(s3) : {} });
    token = services.signIn({ kind: 'applicant' });
  });

  afterAll(async () => {
    await gateway.close();
    await services.close();
    await s3?.stop();
    await redis.drop();
  });

  it('fetches and decrypts no more of a recording than the chunks of the range', async () => {
    const link = await linkTo(newId('tak'));
    s3?.requests.splice(0);
    const part = await fetch(link, { headers: { range: `bytes=${chunkBytes}-${chunkBytes + 9}` } });
    expect(part.status).toBe(206);
    expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(chunkBytes, chunkBytes + 10))).toBe(true);
    const ranges = s3?.requests.filter(({ method }) => method === 'GET').map(({ range }) => range);
    const storedChunk = chunkBytes + 16;
    const wanted = ['bytes=0-15', `bytes=${16 + storedChunk}-${15 + 2 * storedChunk}`];
    expect(ranges).toEqual(s3 ? wanted : undefined);
  });

  it('shows a recording to whoever has a link, whole and in ranges, for five minutes', async () => {
    const takeId = newId('tak');
    const link = await linkTo(takeId);
    const whole = await fetch(link);
    expect(Buffer.from(await whole.arrayBuffer()).equals(bytes)).toBe(true);
    expect(whole.headers.get('cache-control')).toContain('no-store');
    expect(whole.headers.get('content-security-policy')).toContain('sandbox');
    const part = await fetch(link, { headers: { range: 'bytes=65530-65549' } });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(`bytes 65530-65549/${bytes.length}`);
    expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(65_530, 65_550))).toBe(true);
    const head = await fetch(link, { method: 'HEAD' });
    expect(head.headers.get('content-length')).toBe(String(bytes.length));
    const beyond = await fetch(link, { headers: { range: `bytes=${bytes.length}-` } });
    expect(beyond.status).toBe(416);
    expect(beyond.headers.get('content-range')).toBe(`bytes */${bytes.length}`);
    const last = await fetch(link, { headers: { range: 'bytes=-1' } });
    expect(Buffer.from(await last.arrayBuffer()).equals(bytes.subarray(-1))).toBe(true);
    clock.advance({ seconds: 300 });
    expect((await fetch(link)).status).toBe(404);
  });

  it('refuses a link that was changed as one that has expired, whole and in ranges', async () => {
    const link = await linkTo(newId('tak'));
    const [body, mac] = link.pathname.split('/').at(-1)!.split('.') as [string, string];
    const later = JSON.parse(Buffer.from(body, 'base64url').toString()) as unknown[];
    const forged = [
      `${Buffer.from(JSON.stringify([...later.slice(0, 3), 9_999_999_999])).toString('base64url')}.${mac}`,
      `${body}.${mac.startsWith('A') ? 'B' : 'A'}${mac.slice(1)}`,
      `${body}.`,
      body,
    ];
    clock.advance({ seconds: 301 });
    const requestsBefore = s3?.requests.length;
    const refusalOf = async (token: string, range?: string) => {
      const { status, text } = await gateway.ask('GET', `/v1/media/${token}`, { headers: range ? { range } : {} });
      return { status, text };
    };
    const expired = await refusalOf(`${body}.${mac}`);
    expect(expired.status).toBe(404);
    for (const token of forged) expect(await refusalOf(token)).toEqual(expired);
    expect(await refusalOf(`${body}.${mac}`, 'bytes=0-9')).toEqual(expired);
    expect(s3?.requests.length).toBe(requestsBefore);
  });

  /** Stores a recording for the take and asks for a link, which leads to the public address. */
  async function linkTo(takeId: string): Promise<URL> {
    const { media, keys } = await openMediaStore(gateway.config.storage);
    const [objectKey, dataKeyId] = [`recordings/${takeId}`, newId('rec')];
    await keys.create(dataKeyId);
    await media.write(objectKey, dataKeyId, Readable.from([bytes]));
    services.media.set(takeId, { objectKey, dataKeyId });
    const { json } = await gateway.ask('POST', `/v1/takes/${takeId}/media-links`, { token });
    return new URL(new URL(String(json['url'])).pathname, gateway.url);
  }
});

function settingsOf(s3: FakeS3): Record<string, string> {
  return {
    S3_BUCKET: s3.bucketName,
    S3_ENDPOINT: s3.endpoint,
    S3_ACCESS_KEY_ID: s3.accessKeyId,
    S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
  };
}
