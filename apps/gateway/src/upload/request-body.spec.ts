import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { bodyOf } from './request-body.js';

const chunk = (letter: string) => Buffer.from(letter.repeat(100_000));

/** A request whose bytes come when they are asked for. */
function requestOf(chunks: Buffer[], end: Error | null = null) {
  let given = 0;
  const request = new Readable({
    highWaterMark: 1,
    read() {
      const next = chunks[given++];
      if (next) this.push(next);
      else if (end) this.destroy(end);
      else this.push(null);
    },
  });
  return { request: request as unknown as IncomingMessage, given: () => given };
}

describe('the body of a request', () => {
  it('is read chunk by chunk, none of them copied', async () => {
    const chunks = ['a', 'b', 'c'].map(chunk);
    const { request } = requestOf(chunks);
    const read: Uint8Array[] = [];
    for await (const piece of bodyOf(request)) read.push(piece);
    expect(read).toHaveLength(3);
    for (const [index, piece] of read.entries()) expect(piece.buffer).toBe(chunks[index]!.buffer);
  });

  it('is not read ahead of whoever writes it down', async () => {
    const { request, given } = requestOf(Array.from({ length: 50 }, () => chunk('x')));
    const reader = bodyOf(request).getReader();
    await reader.read();
    await new Promise((resolve) => setImmediate(resolve));
    expect(given()).toBeLessThan(5);
  });

  it('fails where the request breaks off, after what had come', async () => {
    const { request } = requestOf([chunk('a')], new Error('aborted'));
    const reader = bodyOf(request).getReader();
    expect((await reader.read()).value).toHaveLength(100_000);
    await expect(reader.read()).rejects.toThrow('aborted');
  });

  it('takes the request along where it is given up', async () => {
    const { request } = requestOf([chunk('a'), chunk('b')]);
    const reader = bodyOf(request).getReader();
    await reader.read();
    await reader.cancel('no more');
    expect(request.destroyed).toBe(true);
  });
});
