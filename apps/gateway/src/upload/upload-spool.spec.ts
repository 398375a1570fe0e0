import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ManualClock } from '@guildhall/clock';
import { newId } from '@guildhall/messages/contract';
import { segmentOf, TusRequests, uploadIdOf, webmOf } from '../../test/tus-requests.js';
import { startUploadServer, type UploadServer, type UploadServerOptions } from '../../test/upload-server.js';
import { uploadsOfTake } from './uploads-of-take.js';
import { verifySegments } from './verify-segments.js';

describe('the upload spool', () => {
  let directory: string;
  let server: UploadServer;
  let anna: TusRequests;

  const start = async (options: Partial<UploadServerOptions>) => {
    server = await startUploadServer({ directory, ...options });
    anna = new TusRequests(server.url, newId('per'));
  };
  const metadata = () => ({ takeId: newId('tak'), segment: '0', filetype: '' });

  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'guildhall-spool-'));
  });
  afterEach(async () => {
    await server.close();
    await rm(directory, { recursive: true });
  });

  it('tells what has arrived of a take, to whoever sent it alone', async () => {
    await start({});
    const takeId = newId('tak');
    const first = await anna.upload(takeId, 0, webmOf(3_000));
    const segment = (number: number) => ({ takeId, segment: String(number), filetype: '' });
    const known = (await anna.create(segment(2), 9_000)).headers.get('location')!;
    await anna.patch(known, 0, webmOf(5_000));
    const running = (await anna.create(segment(3), null)).headers.get('location')!;
    await anna.patch(running, 0, webmOf(700));

    expect(await uploadsOfTake(server.spool, takeId, anna.person)).toEqual([
      { uploadId: uploadIdOf(first), segment: 0, bytes: 3_000, complete: true },
      { uploadId: uploadIdOf(known), segment: 2, bytes: 5_000, complete: false },
      { uploadId: uploadIdOf(running), segment: 3, bytes: 700, complete: false },
    ]);
    expect(await uploadsOfTake(server.spool, takeId, newId('per'))).toEqual([]);
    expect(await uploadsOfTake(server.spool, newId('tak'), anna.person)).toEqual([]);
  });

  it('takes nothing new when it is full, says when to come back, and goes on with what it has', async () => {
    await start({ limits: { spoolBytes: 10_000 } });
    const bytes = webmOf(9_000);
    const location = (await anna.create(metadata(), 9_000)).headers.get('location')!;
    await anna.patch(location, 0, bytes.subarray(0, 5_000));

    const refused = await anna.create(metadata(), 6_000);

    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('60');
    expect(await refused.json()).toMatchObject({
      code: 'spool_full',
      detail: expect.stringContaining('Nothing is lost'),
    });
    expect((await anna.patch(location, 5_000, bytes.subarray(5_000))).status).toBe(204);
  });

  it('takes nothing new when its disk is nearly full', async () => {
    await start({ limits: { diskUsedForNew: 0 } });

    expect((await anna.create(metadata(), 10)).status).toBe(503);
  });

  it('asks to wait before it reads more bytes when its disk has no room left, and still answers HEAD', async () => {
    await start({});
    const location = (await anna.create(metadata(), 100)).headers.get('location')!;
    await server.close();
    const person = anna.person;
    await start({ limits: { diskUsedForMore: 0 } });
    anna = new TusRequests(server.url, person);

    const refused = await anna.patch(location, 0, webmOf(100));

    expect(refused.status).toBe(503);
    expect(await refused.json()).toMatchObject({ code: 'spool_full' });
    expect((await anna.head(location)).headers.get('upload-offset')).toBe('0');
  });

  it('lets one person have so many uploads and bytes, and others theirs', async () => {
    await start({ limits: { personUploads: 3, personBytes: 1_000 } });
    expect((await anna.create(metadata(), 1_001)).status).toBe(429);
    for (let made = 0; made < 3; made += 1) expect((await anna.create(metadata(), 10)).status).toBe(201);

    const refused = await anna.create(metadata(), 10);

    expect(refused.status).toBe(429);
    expect(await refused.json()).toMatchObject({ code: 'upload_quota_exceeded' });
    expect((await new TusRequests(server.url, newId('per')).create(metadata(), 10)).status).toBe(201);
  });

  describe('of uploads whose length is open', () => {
    const open = async (by = anna) => (await by.create(metadata(), null)).headers.get('location')!;

    it('lets one person have so many bytes, however they come, and others theirs', async () => {
      await start({ limits: { personBytes: 10_000 } });
      const [first, second] = [await open(), await open()];
      expect((await anna.patch(first, 0, webmOf(6_000))).status).toBe(204);

      const refused = await anna.patch(second, 0, webmOf(6_000));

      expect(refused.status).toBe(429);
      expect(await refused.json()).toMatchObject({ code: 'upload_quota_exceeded' });
      expect((await anna.head(second)).headers.get('upload-offset')).toBe('0');
      expect((await anna.patch(second, 0, webmOf(4_000))).status).toBe(204);
      const ben = new TusRequests(server.url, newId('per'));
      expect((await ben.patch(await open(ben), 0, webmOf(6_000))).status).toBe(204);
    });

    it('gives the last room to one of two that come at once', async () => {
      await start({ limits: { personBytes: 10_000 } });
      const locations = [await open(), await open()];
      const replies = await Promise.all(locations.map((location) => anna.patch(location, 0, webmOf(6_000))));

      expect(replies.map(({ status }) => status).sort()).toEqual([204, 429]);
    });

    it('does not believe a length that is declared before its bytes', async () => {
      await start({ limits: { personBytes: 10_000 } });
      const [first, second] = [await open(), await open()];
      for (const location of [first, second]) await anna.patch(location, 0, webmOf(100), { 'Upload-Length': '9000' });
      expect((await anna.patch(first, 100, webmOf(8_900))).status).toBe(204);

      expect((await anna.patch(second, 100, webmOf(8_900))).status).toBe(429);
    });

    it('looks at the room there is while a body comes in chunks, which announces no length', async () => {
      await start({ limits: { personBytes: 3_000_000 } });
      const location = await open();
      const status = await inChunks(location, webmOf(8_000_000));

      expect(status).toBe(429);
      const received = await server.spool.folder.receivedBytes(uploadIdOf(location));
      expect(received).toBeLessThan(4_500_000);
    });

    it('takes no more above the hard limit of all uploads, while those of known length go on', async () => {
      await start({ limits: { spoolBytes: 10_000, spoolBytesForMore: 12_000 } });
      const known = (await anna.create(metadata(), 9_000)).headers.get('location')!;
      const ben = new TusRequests(server.url, newId('per'));
      const location = await open(ben);

      const refused = await ben.patch(location, 0, webmOf(4_000));

      expect(refused.status).toBe(503);
      expect(await refused.json()).toMatchObject({ code: 'spool_full' });
      expect((await anna.patch(known, 0, webmOf(9_000))).status).toBe(204);
    });

    function inChunks(location: string, bytes: Buffer): Promise<number> {
      const headers = {
        'Tus-Resumable': '1.0.0',
        'x-person': anna.person,
        'Upload-Offset': '0',
        'Content-Type': 'application/offset+octet-stream',
      };
      return new Promise((resolve, reject) => {
        const request = httpRequest(new URL(location, server.url), { method: 'PATCH', headers }, (response) => {
          resolve(response.statusCode ?? 0);
          request.destroy();
        });
        request.on('error', reject);
        for (let at = 0; at < bytes.length; at += 500_000) request.write(bytes.subarray(at, at + 500_000));
        request.end();
      });
    }
  });

  describe('when it is swept', () => {
    const clock = new ManualClock(new Date());
    const limits = { expiryMs: 3_600_000 };

    it('removes uploads that expired, wholly', async () => {
      await start({ clock, limits });
      const location = await anna.upload(newId('tak'), 0, webmOf(100));
      expect((await server.mounted.sweep()).expired).toEqual([]);

      clock.advance({ hours: 2 });
      expect((await server.mounted.sweep()).expired).toEqual([uploadIdOf(location)]);

      const left = await readdir(directory, { recursive: true });
      expect(left.filter((name) => !name.startsWith('locks')).sort()).toEqual(['claims', 'held', 'info']);
      expect((await anna.head(location)).status).toBe(404);
    });

    it('keeps a completed take for ever and says that nobody has fetched it', async () => {
      await start({ clock, limits });
      const takeId = newId('tak');
      const bytes = webmOf(100);
      const location = await anna.upload(takeId, 0, bytes);
      await verifySegments(server.spool, { owner: anna.person, takeId, segments: [segmentOf(location, bytes)] });

      clock.advance({ days: 30 });
      const { expired, forgotten } = await server.mounted.sweep();

      expect(expired).toEqual([]);
      expect(forgotten).toMatchObject([{ uploadId: uploadIdOf(location), takeId }]);
    });

    it('finds uploads that are full while nobody completes their take', async () => {
      await start({ clock: new ManualClock(new Date()), limits });
      const full = await anna.upload(newId('tak'), 0, webmOf(100));
      const running = (await anna.create(metadata(), 100)).headers.get('location')!;
      const longAgo = Date.now() / 1000 - 1_200;
      for (const location of [full, running]) {
        await utimes(server.spool.folder.contentFile(uploadIdOf(location)), longAgo, longAgo);
      }

      const { forgotten } = await server.mounted.sweep();

      expect(forgotten.map(({ uploadId }) => uploadId)).toEqual([uploadIdOf(full)]);
    });

    it('removes what a kill left half made, a day later', async () => {
      await start({ clock, limits });
      const strays = [newId('upl'), `info/${newId('upl')}.json.x.unfinished`, `held/${newId('upl')}`];
      const claim = `claims/${newId('tak')}.0`;
      for (const name of [...strays, claim]) await writeFile(path.join(directory, name), newId('upl'));
      expect((await server.mounted.sweep()).strays).toBe(0);
      const longAgo = Date.now() / 1000 - 2 * 86_400;
      for (const name of [...strays, claim]) await utimes(path.join(directory, name), longAgo, longAgo);

      expect((await server.mounted.sweep()).strays).toBe(4);

      expect((await readdir(directory, { recursive: true })).sort()).toEqual(['claims', 'held', 'info', 'locks']);
    });
  });
});
