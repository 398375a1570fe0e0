import type { NotRankedCandidate } from '@guildhall/messages/interviews';
import type { InterviewEntity } from '../interview/interview.entity.js';
import { holdReasonWords } from '../scoring/outcome.js';
import type { ScorecardEntity } from '../scoring/scorecard.entity.js';

const humanPathWords = {
  asked_for_a_person: 'The applicant asked for a person instead of AI.',
  unsupported_language: 'No engine here understands the language of the interview well enough.',
  ai_not_allowed: 'The law of one of the places involved does not allow this evaluation by AI.',
} as const;

/** Why somebody is not in the ranks: the path they took, the result that was held out, or the recording's problem. */
export function notRankedView(interview: InterviewEntity, scorecard: ScorecardEntity | null): NotRankedCandidate {
  const { applicationId, id: interviewId } = interview;
  // Of those that were scored only who is held out since an appeal comes here.
  const state = interview.state === 'scored' ? 'needs_human' : (interview.state as NotRankedCandidate['state']);
  return { applicationId, interviewId, state, ...reasonsOf(interview, scorecard) };
}

function reasonsOf(interview: InterviewEntity, scorecard: ScorecardEntity | null) {
  if (interview.pathReason !== null) {
    return { reasons: [interview.pathReason as string], reason: humanPathWords[interview.pathReason] };
  }
  const outcome = scorecard?.draft.outcome;
  if (outcome?.kind === 'held_out') {
    return {
      reasons: [...outcome.holdReasons],
      reason: outcome.holdReasons.map((code) => holdReasonWords[code]).join(' '),
    };
  }
  const problem = interview.problem;
  return { reasons: [problem?.code ?? 'needs_human'], reason: problem?.detail ?? 'A person has to see to it.' };
}
