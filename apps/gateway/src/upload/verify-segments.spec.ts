import { EventEmitter, once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { newId } from '@guildhall/messages/contract';
import { waitFor } from '@guildhall/testing';
import { segmentOf, TusRequests, uploadIdOf, webmOf } from '../../test/tus-requests.js';
import { startUploadServer, type UploadServer } from '../../test/upload-server.js';
import { verifySegments } from './verify-segments.js';

describe('verifySegments', () => {
  let directory: string;
  let server: UploadServer;
  let anna: TusRequests;
  let takeId: string;
  let owner: string;
  let location: string;
  const bytes = webmOf(5000);

  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'guildhall-verify-'));
    server = await startUploadServer({ directory });
  });
  afterAll(async () => {
    await server.close();
    await rm(directory, { recursive: true });
  });
  beforeEach(async () => {
    owner = newId('per');
    anna = new TusRequests(server.url, owner);
    takeId = newId('tak');
    location = await anna.upload(takeId, 0, bytes);
  });

  const verify = (segments: { uploadId: string; bytes: number; sha256: string }[], more = {}) =>
    verifySegments(server.spool, { owner, takeId, segments, ...more });
  const isHeld = (at: string) => server.spool.folder.isHeld(uploadIdOf(at));

  it('says what the segments of a take are, in order', async () => {
    const mp4 = Buffer.concat([Buffer.from('00000018', 'hex'), Buffer.from('ftypisom'), Buffer.alloc(100)]);
    const second = await anna.upload(takeId, 1, mp4);

    const verified = await verify([segmentOf(location, bytes), segmentOf(second, mp4)]);

    expect(verified.segments).toEqual([
      { ...segmentOf(location, bytes), container: 'webm' },
      { ...segmentOf(second, mp4), container: 'mp4' },
    ]);
  });

  it('holds what it verified: the owner can read the offset and change nothing', async () => {
    await verify([segmentOf(location, bytes)]);

    expect((await anna.head(location)).status).toBe(200);
    const removed = await anna.delete(location);
    expect(removed.status).toBe(409);
    expect(await removed.json()).toMatchObject({ code: 'take_wrong_state' });
    expect((await anna.patch(location, 5000, Buffer.from('more'))).status).toBe(409);
  });

  it('gives the same answer again, as it must when the reply to a completion was lost', async () => {
    const first = await verify([segmentOf(location, bytes)]);
    const second = await verify([segmentOf(location, bytes)]);

    expect(second.segments).toEqual(first.segments);
    await second.release();
    expect(await isHeld(location)).toBe(true);
    await first.release();
    expect(await isHeld(location)).toBe(false);
  });

  it('waits for its turn while another recording is read', async () => {
    const { inTurn } = server.spool;
    const other = new EventEmitter();
    void inTurn(() => once(other, 'read'));

    const verified = verify([segmentOf(location, bytes)]);
    await waitFor(() => inTurn.pendingCount === 1);
    expect(await isHeld(location)).toBe(false);
    other.emit('read');

    expect((await verified).segments).toHaveLength(1);
    expect(await isHeld(location)).toBe(true);
  });

  it('verifies a running upload whose last length was never declared', async () => {
    const created = await anna.create({ takeId, segment: '1', filetype: '' }, null);
    const second = created.headers.get('location')!;
    await anna.patch(second, 0, bytes);

    expect((await verify([segmentOf(location, bytes), segmentOf(second, bytes)])).segments).toHaveLength(2);
  });

  it('answers a foreign upload like a missing one', async () => {
    const foreign = verify([segmentOf(location, bytes)], { owner: newId('per') });
    const missing = verify([{ ...segmentOf(location, bytes), uploadId: newId('upl') }]);

    const [one, other] = await Promise.allSettled([foreign, missing]);
    expect(one).toEqual(other);
    expect(one).toMatchObject({ reason: { code: 'upload_not_found' } });
  });

  it('refuses the upload of another take, and segments in the wrong order', async () => {
    const second = await anna.upload(takeId, 1, bytes);

    await expect(verify([segmentOf(location, bytes)], { takeId: newId('tak') })).rejects.toMatchObject({
      code: 'validation_failed',
      errors: [{ field: 'segments.0.uploadId', message: expect.stringContaining('another take') }],
    });
    await expect(verify([segmentOf(second, bytes), segmentOf(location, bytes)])).rejects.toMatchObject({
      code: 'validation_failed',
      errors: [{ field: 'segments.0.uploadId', message: expect.stringContaining('is segment 1') }],
    });
    await expect(verify([])).rejects.toMatchObject({ code: 'validation_failed' });
  });

  it('says how many bytes are missing', async () => {
    const claimed = { ...segmentOf(location, bytes), bytes: 6000 };

    await expect(verify([claimed])).rejects.toMatchObject({
      code: 'upload_incomplete',
      details: { segment: 0, receivedBytes: 5000, bytes: 6000 },
    });
  });

  it('refuses a file that is neither WebM nor MP4, whatever its name and hash', async () => {
    const playlist = Buffer.from('#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n');
    const second = await anna.upload(takeId, 1, playlist);

    await expect(verify([segmentOf(location, bytes), segmentOf(second, playlist)])).rejects.toMatchObject({
      code: 'recording_type_unsupported',
      httpStatus: 415,
    });
    expect(await isHeld(location)).toBe(false);
  });

  it('refuses one byte of difference and leaves the owner free to send it again', async () => {
    const other = Buffer.from(bytes);
    other[4999]! ^= 1;

    await expect(verify([segmentOf(location, other)])).rejects.toMatchObject({ code: 'upload_hash_mismatch' });
    await expect(verify([{ ...segmentOf(location, bytes), bytes: 4999 }])).rejects.toMatchObject({
      code: 'upload_hash_mismatch',
    });

    expect(await isHeld(location)).toBe(false);
    expect((await anna.delete(location)).status).toBe(204);
    await anna.upload(takeId, 0, other);
  });

  it('refuses a segment without bytes', async () => {
    const created = await anna.create({ takeId, segment: '1', filetype: '' }, null);
    const empty = segmentOf(created.headers.get('location')!, Buffer.alloc(0));

    await expect(verify([segmentOf(location, bytes), { ...empty, bytes: 1 }])).rejects.toMatchObject({
      code: 'upload_empty',
    });
  });
});
