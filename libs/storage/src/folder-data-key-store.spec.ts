import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FolderDataKeyStore } from './folder-data-key-store.js';

describe('a FolderDataKeyStore', () => {
  let directory: string;
  let keys: FolderDataKeyStore;

  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'guildhall-keys-'));
    keys = await FolderDataKeyStore.open({ directory: path.join(directory, 'keys') });
  });
  afterEach(() => rm(directory, { recursive: true }));

  it('makes one key for an id, also when many ask at once', async () => {
    const made = await Promise.all(Array.from({ length: 20 }, () => keys.create('rec_1')));

    expect(new Set(made.map((key) => key.toString('hex'))).size).toBe(1);
    expect(made[0]!.byteLength).toBe(32);
    expect((await keys.get('rec_1')).equals(made[0]!)).toBe(true);
    expect(await readdir(path.join(directory, 'keys'))).toEqual(['rec_1.key']);
  });

  it('keeps its files from everybody else', async () => {
    await keys.create('rec_1');

    expect((await stat(path.join(directory, 'keys'))).mode & 0o777).toBe(0o700);
    expect((await stat(path.join(directory, 'keys', 'rec_1.key'))).mode & 0o777).toBe(0o600);
  });

  it('gives different ids different keys', async () => {
    expect((await keys.create('rec_1')).equals(await keys.create('rec_2'))).toBe(false);
  });

  it('says that a key was never made', async () => {
    await expect(keys.get('rec_9')).rejects.toMatchObject({
      code: 'not_found',
      message: expect.stringContaining('no data key rec_9'),
    });
  });

  it('gives a destroyed key to nobody and never makes it again', async () => {
    await keys.create('rec_1');
    await keys.destroy('rec_1');
    await keys.destroy('rec_1');

    await expect(keys.get('rec_1')).rejects.toMatchObject({
      code: 'not_found',
      message: expect.stringContaining('was destroyed'),
    });
    await expect(keys.create('rec_1')).rejects.toMatchObject({
      code: 'not_found',
      message: expect.stringContaining('was destroyed'),
    });
    expect(await readdir(path.join(directory, 'keys'))).toEqual(['rec_1.destroyed']);
  });

  it('leaves no key behind when it is made and destroyed at the same time', async () => {
    await Promise.allSettled(
      Array.from({ length: 40 }, (_, turn) => (turn === 7 ? keys.destroy('rec_1') : keys.create('rec_1'))),
    );

    await expect(keys.get('rec_1')).rejects.toMatchObject({ code: 'not_found' });
    expect(await readdir(path.join(directory, 'keys'))).toEqual(['rec_1.destroyed']);
  });

  it('uses no key file of the wrong length', async () => {
    await writeFile(path.join(directory, 'keys', 'rec_1.key'), 'short');

    await expect(keys.get('rec_1')).rejects.toThrow(/damaged/);
  });

  it.each(['', '../rec_1', 'a/b', 'A', '.key', 'x'.repeat(65)])('refuses the id %j', async (id) => {
    await expect(keys.create(id)).rejects.toThrow(TypeError);
    await expect(keys.get(id)).rejects.toThrow(TypeError);
    await expect(keys.destroy(id)).rejects.toThrow(TypeError);
  });
});
