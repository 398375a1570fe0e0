import { ParkJob, PutOff, RetryLater } from '@guildhall/jobs';
import { ModelCallError } from './model-failure.js';

/** Runs a call of a model inside a job, and turns its failure into what the job has to do about it. */
export async function retryOrPark<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (thrown) {
    if (!(thrown instanceof ModelCallError)) throw thrown;
    const { failure } = thrown;
    const reason = `${failure.reason}: ${failure.detail}`;
    if (failure.kind === 'retry')
      throw new RetryLater(reason, failure.afterMs, {
        countsAsAttempt: failure.countsAsAttempt,
        // The limit is the account's: whoever asks meanwhile is refused as well.
        holdsQueue: failure.reason === 'rate_limited',
      });
    if (failure.kind === 'wait') throw new PutOff(reason, failure.until);
    throw new ParkJob(reason);
  }
}
