import { isAppError } from '@guildhall/errors';
import { FaultPoints } from '@guildhall/fault-points';
import { type CompletedSegment, completeTake, type Take, takeCompletion } from '@guildhall/messages/interviews';
import { RpcClient } from '@guildhall/rpc';
import { Injectable } from '@nestjs/common';
import { UploadSpool, verifySegments } from '../upload/index.js';

/**
 * The only acknowledgement of a recording. Its segments are checked against the spool, made durable and held before
 * interviews is asked, so that a 2xx means: these very bytes are ours to keep.
 */
@Injectable()
export class TakeCompletionService {
  constructor(
    private readonly rpc: RpcClient,
    private readonly spool: UploadSpool,
    private readonly faultPoints: FaultPoints,
  ) {}

  /**
   * One at a time for each person: reading and hashing recordings is dear, and a refused completion gives back what it held,
   * which must not be what another one has just been acknowledged for.
   */
  async complete(takeId: string, owner: string, segments: CompletedSegment[]): Promise<Take> {
    const acknowledged = await this.acknowledged(takeId, segments);
    if (acknowledged) return acknowledged;
    return await this.spool.locker.exclusively(owner, () => this.completeAlone(takeId, owner, segments));
  }

  private async completeAlone(takeId: string, owner: string, segments: CompletedSegment[]): Promise<Take> {
    // Asked again: while this one waited for its turn, another may have completed the take.
    const before = await this.acknowledged(takeId, segments);
    if (before) return before;
    const verified = await verifySegments(this.spool, { owner, takeId, segments });
    await this.faultPoints.reached('complete');
    try {
      const acknowledged = await this.rpc.call(completeTake, { takeId, segments: verified.segments });
      await this.faultPoints.reached('complete-committed');
      return acknowledged;
    } catch (thrown) {
      if (isRefusal(thrown)) await verified.release();
      throw thrown;
    }
  }

  /** A repeat of a completion that was acknowledged may find its segments moved to storage already. */
  private async acknowledged(takeId: string, segments: CompletedSegment[]): Promise<Take | null> {
    return (await this.rpc.call(takeCompletion, { takeId, segments })).take;
  }
}

/** Interviews said no. Anything else leaves open whether it took effect, and then the segments must stay held. */
function isRefusal(thrown: unknown): boolean {
  return isAppError(thrown) && thrown.httpStatus < 500 && thrown.code !== 'in_progress';
}
