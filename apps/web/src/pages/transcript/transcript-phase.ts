import type { Schemas } from '../../api/queries.js';

/**
 * `to_record`: there is nothing to hear yet; `preparing`: it is being turned into text; `open`: it can be corrected; `over`: what is
 * still wrong can be reported; `none`: no text is, or will be, made.
 */
export type TranscriptPhase = 'to_record' | 'preparing' | 'open' | 'over' | 'none';

type Interview = Pick<Schemas['Interview'], 'state' | 'transcriptCheckUntil'>;
type Transcript = Pick<Schemas['Transcript'], 'kind' | 'correctable'>;

export function phaseOf(
  { state, transcriptCheckUntil }: Interview,
  transcripts: readonly Transcript[],
): TranscriptPhase {
  if (state === 'invited' || state === 'consented') return 'to_record';
  if (state === 'withdrawn' || state === 'expired') return 'none';
  if (state === 'human_path') return transcripts.length > 0 ? 'over' : 'none';
  if (state === 'transcript_check') {
    // Written answers cannot be corrected, but are still to be confirmed.
    const recorded = transcripts.filter(({ kind }) => kind === 'recorded');
    return recorded.length === 0 || recorded.some(({ correctable }) => correctable) ? 'open' : 'over';
  }
  if (transcriptCheckUntil !== null) return transcripts.length > 0 ? 'over' : 'none';
  return state === 'in_progress' ? 'to_record' : 'preparing';
}
