import { Readable } from 'node:stream';

/** Somebody stopped sending; the transfer is given up and its retry starts afresh. */
export class StalledTransfer extends Error {
  override readonly name = 'StalledTransfer';
}

export interface StallLimit {
  /** How long the next chunk may take to arrive, counted only while somebody waits for it. */
  stallMs: number;
  signal?: AbortSignal;
}

/**
 * Passes chunks on and fails when the source is silent for too long or the signal aborts. A consumer that is slow (a
 * viewer who paused the video) does not count: the clock runs only while a chunk is being asked for.
 * @throws StalledTransfer, or the signal's reason
 */
export async function* withStallLimit(
  source: AsyncIterable<Uint8Array>,
  limit: StallLimit,
): AsyncGenerator<Uint8Array, void, undefined> {
  const iterator = source[Symbol.asyncIterator]();
  let finished = false;
  try {
    for (;;) {
      const next = await nextWithin(iterator, limit);
      if (next.done) {
        finished = true;
        return;
      }
      yield next.value;
    }
  } finally {
    if (source instanceof Readable) source.destroy();
    // Not awaited: a generator that hangs in its read would hang here too.
    else if (!finished) iterator.return?.().catch(() => undefined);
  }
}

async function nextWithin(
  iterator: AsyncIterator<Uint8Array>,
  { stallMs, signal }: StallLimit,
): Promise<IteratorResult<Uint8Array>> {
  signal?.throwIfAborted();
  let timer: NodeJS.Timeout | undefined;
  let onAbort: (() => void) | undefined;
  const interrupted = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new StalledTransfer(`No data arrived for ${stallMs} ms.`)), stallMs);
    onAbort = () => reject(signal?.reason);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([iterator.next(), interrupted]);
  } finally {
    clearTimeout(timer);
    if (onAbort) signal?.removeEventListener('abort', onAbort);
  }
}
