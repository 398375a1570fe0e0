import type { InterviewEntity } from '../interview/interview.entity.js';

/**
 * Where an interview stands to the check of its transcripts. `over` is for good as far as one knows: an interview that
 * goes on with a fresh take is checked once more, its earlier transcripts with it. `never` is an interview that was
 * withdrawn.
 */
export type CheckPhase = 'to_come' | 'open' | 'over' | 'never';

export function checkPhaseOf(
  { state, transcriptCheckUntil }: Pick<InterviewEntity, 'state' | 'transcriptCheckUntil'>,
  at: Date,
): CheckPhase {
  if (state === 'withdrawn') return 'never';
  // A person who takes over before the check reads transcripts that nobody checks.
  if (state === 'human_path') return 'over';
  if (transcriptCheckUntil === null) return 'to_come';
  return state === 'transcript_check' && at < transcriptCheckUntil ? 'open' : 'over';
}
