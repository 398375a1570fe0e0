import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ManualClock } from '@guildhall/clock';
import { newId } from '@guildhall/messages/contract';
import { segmentOf, TusRequests, uploadIdOf, webmOf } from '../../test/tus-requests.js';
import { startUploadServer, type UploadServer, type UploadServerOptions } from '../../test/upload-server.js';
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
