import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type SpooledUpload, SpoolFolder } from './spool-folder.js';

const id = (digit: string) => `upl_${digit.repeat(32)}`;
const takeId = `tak_${'1'.repeat(32)}`;
const upload = (digit: string): SpooledUpload => ({
  uploadId: id(digit),
  owner: 'per_1',
  takeId,
  segment: 0,
  filetype: 'video/webm',
  lengthBytes: null,
  createdAt: '2026-01-05T09:00:00.000Z',
});

describe('a SpoolFolder', () => {
  let directory: string;
  let spool: SpoolFolder;

  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'guildhall-spool-'));
    spool = await SpoolFolder.open({ directory });
  });
  afterEach(() => rm(directory, { recursive: true }));

  it('gives back what it was told of an upload, and counts the bytes that arrived', async () => {
    await spool.saveInfo(upload('a'));
    await writeFile(spool.contentFile(id('a')), 'twelve bytes');

    expect(await spool.findInfo(id('a'))).toEqual(upload('a'));
    expect(await spool.receivedBytes(id('a'))).toBe(12);
    expect(await spool.uploadIds()).toEqual([id('a')]);
    expect(await spool.findInfo(id('b'))).toBeNull();
    expect(await spool.receivedBytes(id('b'))).toBeNull();
  });

  it('removes all of an upload, and nothing of the one that took its place', async () => {
    await spool.saveInfo(upload('a'));
    await spool.saveInfo(upload('b'));
    await writeFile(spool.contentFile(id('a')), 'x');
    await spool.saveClaim(takeId, 0, id('b'));
    await spool.hold(id('a'));

    await spool.remove(id('a'));
    await spool.remove(id('a'));

    expect(await spool.findClaim(takeId, 0)).toBe(id('b'));
    expect(await spool.isHeld(id('a'))).toBe(false);
    expect(await spool.uploadIds()).toEqual([id('b')]);
    await spool.remove(id('b'));
    const left = await readdir(directory, { recursive: true });
    expect(left.sort()).toEqual(['claims', 'held', 'info', 'locks']);
  });

  it('forgets a take, and no other one', async () => {
    const other = takeId.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'));
    for (const take of [takeId, other]) {
      await spool.saveClaim(take, 0, id('a'));
      await mkdir(path.join(directory, 'locks', `${take}.0`));
    }
    await spool.forgetTake(takeId);
    await spool.forgetTake(takeId);
    expect(await spool.findClaim(takeId, 0)).toBeNull();
    expect(await spool.findClaim(other, 0)).toBe(id('a'));
    expect(await readdir(path.join(directory, 'locks'))).toEqual([`${other}.0`]);
    await expect(spool.forgetTake('..')).rejects.toThrow(TypeError);
  });

  it.each(['', '..', '../info', 'upl_', `${id('a')}/..`, id('g'), id('A')])('makes no path of %j', (wrong) => {
    expect(() => spool.contentFile(wrong)).toThrow(TypeError);
    expect(() => spool.locksFolder(wrong)).toThrow(TypeError);
  });
});
