import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { ObjectStore } from '../src/object-store.js';

export interface OpenedStore {
  store: ObjectStore;
  close(): Promise<void>;
}

const pieces = (content: Buffer, size: number) =>
  Readable.from(
    Array.from({ length: Math.ceil(content.length / size) }, (_, i) => content.subarray(i * size, (i + 1) * size)),
  );

/**
 * What every `ObjectStore` promises.
 * @param root before every key, in a store that others use too
 */
export function describeObjectStore(name: string, open: () => Promise<OpenedStore>, root = ''): void {
  describe(name, () => {
    let opened: OpenedStore;
    let store: ObjectStore;

    beforeAll(async () => {
      opened = await open();
      store = opened.store;
    });
    afterAll(() => opened.close());

    it.each([0, 1, 70_000, 8 * 1024 ** 2, 8 * 1024 ** 2 + 1, 20_000_000])(
      'gives back the %d bytes it was given',
      async (size) => {
        const content = randomBytes(size);
        const key = `${root}rec_1/of-${size}.bin`;

        expect(await store.put(key, pieces(content, 300_000))).toEqual({ bytes: size });

        expect(await store.head(key)).toEqual({ bytes: size });
        expect((await buffer(await store.get(key))).equals(content)).toBe(true);
      },
    );

    it('gives the bytes of a range, both ends included, cut back at the end of the object', async () => {
      await store.put(`${root}rec_1/range`, Readable.from([Buffer.from('0123456789')]));

      expect((await buffer(await store.get(`${root}rec_1/range`, { start: 2, end: 4 }))).toString()).toBe('234');
      expect((await buffer(await store.get(`${root}rec_1/range`, { start: 7 }))).toString()).toBe('789');
      expect((await buffer(await store.get(`${root}rec_1/range`, { start: 7, end: 99 }))).toString()).toBe('789');
    });

    it('refuses a range that begins past the end and says how long the object is', async () => {
      await store.put(`${root}rec_1/short`, Readable.from([Buffer.from('0123456789')]));

      await expect(store.get(`${root}rec_1/short`, { start: 10 })).rejects.toMatchObject({
        code: 'range_not_satisfiable',
        details: { bytes: 10 },
      });
    });

    it('knows no object that was never put', async () => {
      expect(await store.head(`${root}rec_1/none`)).toBeNull();
      await expect(store.get(`${root}rec_1/none`)).rejects.toMatchObject({ code: 'not_found' });
    });

    it('replaces an object whole', async () => {
      await store.put(`${root}rec_1/twice`, Readable.from([Buffer.from('a longer first version')]));
      await store.put(`${root}rec_1/twice`, Readable.from([Buffer.from('second')]));

      expect((await buffer(await store.get(`${root}rec_1/twice`))).toString()).toBe('second');
    });

    it('deletes an object, and again without complaint', async () => {
      await store.put(`${root}rec_1/gone`, Readable.from([Buffer.from('x')]));
      await store.delete(`${root}rec_1/gone`);
      await store.delete(`${root}rec_1/gone`);

      expect(await store.head(`${root}rec_1/gone`)).toBeNull();
    });

    it('keeps an object and a folder of the same name apart', async () => {
      await store.put(`${root}rec_2`, Readable.from([Buffer.from('object')]));
      await store.put(`${root}rec_2/part`, Readable.from([Buffer.from('inside')]));

      expect((await buffer(await store.get(`${root}rec_2`))).toString()).toBe('object');
      expect((await buffer(await store.get(`${root}rec_2/part`))).toString()).toBe('inside');
    });

    it.each([
      '',
      '/',
      '/etc/passwd',
      '../a',
      'a/../b',
      'a/./b',
      'a//b',
      'a\\b',
      'a\0b',
      'A',
      'a/',
      '.hidden',
      'x'.repeat(201),
      'a.object',
    ])('refuses the key %j before anything is touched', async (key) => {
      await expect(store.put(key, Readable.from([Buffer.from('x')]))).rejects.toThrow(TypeError);
      await expect(store.get(key)).rejects.toThrow(TypeError);
      await expect(store.head(key)).rejects.toThrow(TypeError);
      await expect(store.delete(key)).rejects.toThrow(TypeError);
    });

    it('leaves no object behind when the source fails half way', async () => {
      async function* failing() {
        yield Buffer.alloc(9 * 1024 ** 2);
        throw new Error('the source broke');
      }

      await expect(store.put(`${root}rec_3/broken`, failing())).rejects.toThrow('the source broke');

      expect(await store.head(`${root}rec_3/broken`)).toBeNull();
    });

    it('keeps the old object when its replacement fails half way', async () => {
      await store.put(`${root}rec_3/kept`, Readable.from([Buffer.from('old')]));
      async function* failing() {
        yield Buffer.from('ne');
        throw new Error('the source broke');
      }

      await expect(store.put(`${root}rec_3/kept`, failing())).rejects.toThrow('the source broke');

      expect((await buffer(await store.get(`${root}rec_3/kept`))).toString()).toBe('old');
    });

    it('stops when its signal aborts, even while the source is silent', async () => {
      const stop = new AbortController();
      const silent = new Readable({ read() {} });
      const running = store.put(`${root}rec_3/stopped`, silent, { signal: stop.signal });
      stop.abort(new Error('enough'));

      await expect(running).rejects.toThrow('enough');

      expect(silent.destroyed).toBe(true);
      expect(await store.head(`${root}rec_3/stopped`)).toBeNull();
    });
  });
}
