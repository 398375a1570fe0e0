import { type Interruption, type InterruptionKind, type TakeState, uploadLimits } from '@guildhall/messages/interviews';

/** Whom a break is put down to. In doubt it is ours: nobody has to prove anything. */
const faults: Record<InterruptionKind, Interruption['fault']> = {
  camera_lost: 'device',
  microphone_lost: 'device',
  page_lost: 'device',
  storage_full: 'device',
  connection_lost: 'connection',
  recorder_failed: 'ours',
};

export interface Break {
  kind: InterruptionKind;
  atSeconds: number;
  take: TakeState;
  /** Of the same take until now, this one included. */
  interruptions: number;
}

/**
 * What a break while recording means for the applicant. Another run of the recorder is another segment of the take, where
 * there is something to continue and room for one more. What a failed recorder wrote last may spoil the whole take, and a
 * discarded one takes no upload: both are begun anew.
 */
export function judgeInterruption({ kind, atSeconds, take, interruptions }: Break): Interruption {
  const canContinue =
    kind !== 'recorder_failed' && take === 'open' && atSeconds >= 1 && interruptions < uploadLimits.segmentsPerTake;
  return { fault: faults[kind], countsAsTry: false, next: canContinue ? 'continue' : 'start_again' };
}
