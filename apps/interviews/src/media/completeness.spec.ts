import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { cluster, element, ids, opusSilence, opusTrack, simpleBlock, webm } from '../../test/ebml.js';
import { dropTornTail, requireComplete } from './completeness.js';
import { lookIntoMatroska } from './probe-matroska.js';
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

  it('that was interrupted anywhere ends behind its last whole element, and can be read', async () => {
    const whole = await readFile('samples/recordings/short.webm');
    const beforeTheEnd = fc.integer({ min: 2_000, max: whole.length - 1 });
    await fc.assert(
      fc.asyncProperty(beforeTheEnd, async (end) => {
        await writeFile(path, whole.subarray(0, end));
        await dropTornTail(path, 'matroska');
        await requireComplete(path, 'matroska');
        const { durationSeconds } = await lookIntoMatroska(path);
        expect(durationSeconds).toBeLessThan(6);
        expect(whole.subarray(0, end).indexOf(await readFile(path))).toBe(0);
      }),
      // Where the 16,346th byte was the last, a reader of media never came back.
      { examples: [[16_346]], numRuns: 20 },
    );
  });

  it('that was interrupted in a cluster of a known length has one of an unknown length', async () => {
    const block = simpleBlock(1, 0, Buffer.alloc(100, 7));
    const whole = webm({ tracks: [opusTrack(1)], clusters: [cluster(0, block, block, block)] });
    await writeFile(path, whole.subarray(0, -50));
    await dropTornTail(path, 'matroska');
    await requireComplete(path, 'matroska');
    expect(await readFile(path)).toHaveLength(whole.length - block.length);
  });

  it('that was interrupted is still looked through to its end: a size that nobody has hides nothing', async () => {
    const countless = Buffer.concat(Array.from({ length: 20_001 }, () => element(ids.cluster)));
    const start = webm({ tracks: [opusTrack(1)], clusters: [] });
    const gigabyte = [0x08, 0x40, 0x00, 0x00, 0x00];
    const longCluster = Buffer.from([0x1f, 0x43, 0xb6, 0x75, ...gigabyte]);
    const noElement = Buffer.alloc(64);
    for (const bytes of [Buffer.concat([start, longCluster, countless]), Buffer.concat([start, noElement])]) {
      await writeFile(path, bytes);
      await dropTornTail(path, 'matroska');
      await expect(requireComplete(path, 'matroska')).rejects.toMatchObject({ code: 'recording_unreadable' });
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
