const bucketMs = 5_000;
/** About 50 MB. At a thousand requests a second, each good for 13 seconds, some 20,000 are remembered. */
const maxNonces = 500_000;

/**
 * The nonces of requests that could still be taken for fresh. They lie in buckets by the end of their time, so that
 * forgetting costs nothing per nonce.
 */
export class NonceMemory {
  private readonly buckets = new Map<number, Set<string>>();
  private count = 0;

  /** False where the nonce is known already. `untilMs` must depend on the message alone, not on when it arrived. */
  remember(nonce: string, untilMs: number): boolean {
    const place = Math.ceil(untilMs / bucketMs);
    let bucket = this.buckets.get(place);
    if (!bucket) {
      bucket = new Set();
      this.buckets.set(place, bucket);
    }
    if (bucket.has(nonce)) return false;
    bucket.add(nonce);
    this.count++;
    return true;
  }

  /** Forgets what is over; beyond the limit also what is over soonest, since a full memory must not stop the service. */
  forget(nowMs: number): void {
    const places = [...this.buckets.keys()].sort((a, b) => a - b);
    for (const place of places) {
      if (place * bucketMs >= nowMs && this.count <= maxNonces) return;
      this.count -= this.buckets.get(place)?.size ?? 0;
      this.buckets.delete(place);
    }
  }

  get size(): number {
    return this.count;
  }
}
