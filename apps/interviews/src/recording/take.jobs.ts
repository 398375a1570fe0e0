import { IsId, job } from '@guildhall/messages/contract';

export class TakeJobPayload {
  @IsId('tak')
  takeId!: string;
}

const media = { service: 'interviews', queue: 'media', payload: TakeJobPayload } as const;
const patience = { attempts: 8, backoffMs: 1_000, timeoutMs: 5 * 60_000 };

/** The steps of a recording after its acknowledgement, each a job that the one before it writes. */
export const moveTake = job({ ...media, ...patience, name: 'move-take' });
export const probeTake = job({ ...media, ...patience, name: 'probe-take' });
export const remuxTake = job({ ...media, ...patience, name: 'remux-take' });
export const extractTakeAudio = job({ ...media, ...patience, name: 'extract-take-audio' });
/** Beside the steps and not one of them: nothing waits for a picture. */
export const makeThumbnail = job({
  ...media,
  name: 'make-thumbnail',
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
