import type { Readable } from 'node:stream';

/** How far a body may get between two looks at the room there is. */
const lookEveryBytes = 1024 ** 2;

/**
 * The bytes of a request while they are written: asks from time to time whether there is room for them. What a request
 * announces is asked for before; one in chunks announces nothing, and of many at once each has room for itself alone.
 */
export class MeteredBytes {
  /** Why the bytes ended early, where that was for want of room. */
  refusal: unknown = null;

  constructor(
    private readonly source: Readable,
    private readonly admitGrowth: (toBytes: number) => Promise<void>,
    private readonly offset: number,
  ) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    let end = this.offset;
    let admittedTo = this.offset;
    // Left alone where this refuses: tus would take its early end for the failure, and answer with that.
    const chunks: AsyncIterable<Buffer> = this.source.iterator({ destroyOnReturn: false });
    for await (const chunk of chunks) {
      end += chunk.length;
      if (end > admittedTo) {
        admittedTo = end + lookEveryBytes;
        await this.require(end);
      }
      yield chunk;
    }
  }

  private async require(toBytes: number): Promise<void> {
    try {
      await this.admitGrowth(toBytes);
    } catch (thrown) {
      this.refusal = thrown;
      throw thrown;
    }
  }
}
