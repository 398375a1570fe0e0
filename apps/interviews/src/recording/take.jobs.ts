import { IsId, job } from '@guildhall/messages/contract';

export class TakeJobPayload {
  @IsId('tak')
  takeId!: string;
}

const media = { service: 'interviews', queue: 'media', payload: TakeJobPayload } as const;
const patience = { attempts: 8, backoffMs: 1_000, timeoutMs: 5 * 60_000 };

/**
 * The steps of a recording after its acknowledgement, each a job that the one before it writes. A recording that is on its way
 * goes before those that are not: where many come at once, the first sounds reach the speech engine while others still wait.
 */
export const moveTake = job({ ...media, ...patience, name: 'move-take', priority: 4 });
export const probeTake = job({ ...media, ...patience, name: 'probe-take', priority: 3 });
export const remuxTake = job({ ...media, ...patience, name: 'remux-take', priority: 2 });
export const extractTakeAudio = job({ ...media, ...patience, name: 'extract-take-audio', priority: 1 });
/** Beside the steps and not one of them: nothing waits for a picture. */
export const makeThumbnail = job({
  ...media,
  name: 'make-thumbnail',
  priority: 5,
  attempts: 4,
  backoffMs: 5_000,
  timeoutMs: 2 * 60_000,
});
export const transcribeTake = job({
  service: 'interviews',
  queue: 'transcription',
  name: 'transcribe-take',
  payload: TakeJobPayload,
  attempts: 8,
  backoffMs: 2_000,
  timeoutMs: 30 * 60_000,
});
