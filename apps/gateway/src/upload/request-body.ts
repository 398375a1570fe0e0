import type { IncomingMessage } from 'node:http';

/**
 * The body of a request as the web stream that tus reads, chunk by chunk as they came. `Readable.toWeb` copies each of them into
 * memory of its own, and memory outside of the heap makes the collector look through all of it the sooner. Nothing is read ahead.
 */
export function bodyOf(request: IncomingMessage): ReadableStream<Uint8Array> {
  const chunks: AsyncIterator<Buffer> = request.iterator({ destroyOnReturn: false })[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await chunks.next();
        if (next.done) controller.close();
        else controller.enqueue(next.value);
      },
      cancel(reason: unknown) {
        request.destroy(reason instanceof Error ? reason : undefined);
      },
    },
    { highWaterMark: 0 },
  );
}
