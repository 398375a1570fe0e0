import type { CandidateRecord, StaffApplication } from './candidate-queries.js';

/** Something that happened around an application. */
export type Step =
  | { kind: 'applied' | 'proved' | 'invited' | 'submitted' | 'withdrawn'; at: string }
  | { kind: 'compared'; at: string; engine: string }
  | { kind: 'reviewed'; at: string; name: string | null }
  | { kind: 'decision'; at: string; decision: StaffApplication['decisions'][number] };

/** What the record says of it, newest first. */
export function historyOf({ application, interview, scorecard, details }: CandidateRecord): Step[] {
  const moments = [
    { kind: 'applied', at: application.createdAt },
    { kind: 'proved', at: application.submittedAt },
    { kind: 'invited', at: interview?.invitedAt },
    { kind: 'submitted', at: interview?.submittedAt },
    { kind: 'withdrawn', at: application.withdrawnAt },
  ] as const;
  const steps: Step[] = [
    ...moments.flatMap(({ kind, at }) => (at ? [{ kind, at }] : [])),
    ...(scorecard ? [{ kind: 'compared' as const, at: scorecard.createdAt, engine: scorecard.model }] : []),
    ...(details?.reviews ?? []).map(({ ratedAt, reviewerName }) => ({
      ...{ kind: 'reviewed' as const, at: ratedAt, name: reviewerName },
    })),
    ...application.decisions.map((decision) => ({ kind: 'decision' as const, at: decision.decidedAt, decision })),
  ];
  // What happened at one moment stays in the order of the way.
  return steps
    .map((step, index) => ({ step, index }))
    .sort((one, other) => Date.parse(other.step.at) - Date.parse(one.step.at) || other.index - one.index)
    .map(({ step }) => step);
}
