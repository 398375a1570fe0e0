import process from 'node:process';
import { isRecordingRejection } from '../../apps/interviews/src/media/recording-rejection.js';
import { runTakeChain } from '../../apps/interviews/test/take-chain.js';
import type { ChainReport, ChainRequest } from './worker.js';

/** The worker under attack: a process of its own, so that its death is seen and its memory is nobody else's. */
process.on('disconnect', () => process.exit());
process.on('message', (request: ChainRequest) => {
  void work(request).then((report) => process.send!(report));
});
process.send!('ready');

async function work({ path, directory, isInterrupted }: ChainRequest): Promise<ChainReport> {
  try {
    await runTakeChain(path, directory, isInterrupted);
    return { kind: 'accepted', reason: '' };
  } catch (thrown) {
    if (isRecordingRejection(thrown)) return { kind: 'refused', reason: thrown.code };
    // A job whose attempts all end so is parked for a person.
    return { kind: 'parked', reason: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}
