import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { cluster, element, ids, opusSilence, opusTrack, simpleBlock, webm } from '../../test/ebml.js';
import { requireComplete } from './completeness.js';
import type { Container } from './sniff.js';

const directory = await mkdtemp(join(tmpdir(), 'guildhall-completeness-'));
const path = join(directory, 'recording');

afterAll(() => rm(directory, { recursive: true }));

async function isComplete(bytes: Buffer, container: Container): Promise<boolean> {
  await writeFile(path, bytes);
  return await requireComplete(path, container).then(
    () => true,
    (error: { code: string }) => {
      expect(error.code).toBe('recording_unreadable');
      return false;
    },
  );
}

function box(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(content.length + 8);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, content]);
}

describe('A WebM recording', () => {
  it('is complete as the browser wrote it', async () => {
    for (const id of ['short', 'good', 'stuffed']) {
      expect(await isComplete(await readFile(`samples/recordings/${id}.webm`), 'matroska')).toBe(true);
    }
  });

  it('is incomplete wherever it is cut inside a block', async () => {
    const frame = Buffer.alloc(100, 7);
    const block = simpleBlock(1, 0, frame);
    const whole = webm({ tracks: [opusTrack(1)], clusters: [cluster(0, block, block, block)] });
    const lastBlock = whole.length - block.length;
    const cut = fc.integer({ min: lastBlock + 1, max: whole.length - 1 });
    await fc.assert(fc.asyncProperty(cut, async (end) => !(await isComplete(whole.subarray(0, end), 'matroska'))));
  });

  it('that was interrupted may break off anywhere, where it would be refused otherwise', async () => {
    const whole = await readFile('samples/recordings/short.webm');
    for (const end of [whole.length - 1, 10_001, 7_777]) {
      await writeFile(path, whole.subarray(0, end));
      await expect(requireComplete(path, 'matroska')).rejects.toMatchObject({ code: 'recording_unreadable' });
      await expect(requireComplete(path, 'matroska', true)).resolves.toBeUndefined();
    }
  });

  it('is complete when its recorder was stopped between two blocks', async () => {
    const block = simpleBlock(1, 0, Buffer.alloc(100, 7));
    const start = webm({ tracks: [opusTrack(1)], clusters: [] });
    // A live recorder leaves the size of a cluster open: all bits of it are ones.
    const liveCluster = Buffer.concat([Buffer.from([0x1f, 0x43, 0xb6, 0x75, 0xff]), element(ids.timestamp, 0)]);
    expect(await isComplete(Buffer.concat([start, liveCluster, block, block]), 'matroska')).toBe(true);
    expect(await isComplete(Buffer.concat([start, liveCluster, block]), 'matroska')).toBe(true);
    expect(await isComplete(Buffer.concat([start, liveCluster, block.subarray(0, -1)]), 'matroska')).toBe(false);
  });

  it('is refused when it holds more clusters than any recorder writes', async () => {
    const countless = Buffer.concat(Array.from({ length: 20_001 }, () => element(ids.cluster)));
    const bytes = webm({ tracks: [opusTrack(1)], clusters: [cluster(0, simpleBlock(1, 0, opusSilence)), countless] });
    expect(await isComplete(bytes, 'matroska')).toBe(false);
  });

  it('is refused when its tracks alone take 20 MB', async () => {
    const tracks = [opusTrack(1, element(ids.codecPrivate, Buffer.alloc(20_000_000)))];
    expect(await isComplete(webm({ tracks, clusters: [] }), 'matroska')).toBe(false);
  });
});

describe('An MP4 recording', () => {
  const whole = Buffer.concat([
    box('ftyp', Buffer.from('isom')),
    box('moov', Buffer.alloc(50)),
    box('mdat', Buffer.alloc(500)),
  ]);

  it('is complete when its last box ends with the file', async () => {
    expect(await isComplete(whole, 'mp4')).toBe(true);
  });

  it('is incomplete wherever its last box is cut', async () => {
    const cut = fc.integer({ min: whole.length - 507, max: whole.length - 1 });
    await fc.assert(fc.asyncProperty(cut, async (end) => !(await isComplete(whole.subarray(0, end), 'mp4'))));
  });

  it('may say the size of a large box in eight bytes', async () => {
    const head = Buffer.from([0, 0, 0, 1, ...Buffer.from('mdat'), 0, 0, 0, 0, 0, 0, 0, 26]);
    expect(await isComplete(Buffer.concat([whole, head, Buffer.alloc(10)]), 'mp4')).toBe(true);
    expect(await isComplete(Buffer.concat([whole, head, Buffer.alloc(9)]), 'mp4')).toBe(false);
  });
});

it('never fails in another way, whatever the bytes', async () => {
  const container = fc.constantFrom<Container>('matroska', 'mp4');
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), container, async (bytes, as) => {
      await isComplete(Buffer.from(bytes), as);
    }),
  );
});
