import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { startTypeScript } from '../../testing/src/typescript-process/index.js';
import { LocalObjectStore } from './local-object-store.js';

describe('a LocalObjectStore', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'guildhall-objects-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  it('shows no object after a process was killed in the middle of a put', async () => {
    const writer = startTypeScript(new URL('../test/put-for-ever.ts', import.meta.url), [directory, 'rec_1/killed']);
    expect(await writer.message()).toBe('half written');
    await writer.kill();

    const store = await LocalObjectStore.open({ directory });

    expect(await store.head('rec_1/killed')).toBeNull();
    expect(await readdir(path.join(directory, 'incoming'))).toHaveLength(1);
  });

  it('sweeps what was left half written more than a day ago, and nothing that may still be written', async () => {
    await LocalObjectStore.open({ directory });
    const incoming = path.join(directory, 'incoming');
    await writeFile(path.join(incoming, 'old'), 'x');
    await writeFile(path.join(incoming, 'young'), 'x');
    const twoDaysAgo = Date.now() / 1000 - 2 * 86_400;
    await utimes(path.join(incoming, 'old'), twoDaysAgo, twoDaysAgo);

    await LocalObjectStore.open({ directory });

    expect(await readdir(incoming)).toEqual(['young']);
  });

  it('refuses an object above its limit and keeps none of it', async () => {
    const store = await LocalObjectStore.open({ directory, maxBytes: 10 });

    await expect(store.put('rec_1/large', Readable.from([Buffer.alloc(11)]))).rejects.toMatchObject({
      code: 'body_too_large',
    });

    expect(await store.head('rec_1/large')).toBeNull();
    expect(await readdir(path.join(directory, 'incoming'))).toEqual([]);
  });
});
