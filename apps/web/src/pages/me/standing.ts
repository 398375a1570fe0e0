import type { Schemas } from '../../api/queries.js';
import type { Status } from '../../shell/status.js';
import { type InterviewState, recordable } from '../interview/interview-ways.js';

type Application = Schemas['Application'];
type Interview = Schemas['InterviewSummary'];
export type StepName = Schemas['TimelineStep']['step'];

/** A step of the way, or a stage that none of them names. */
export type StandingName = StepName | 'unverified' | 'expired' | 'advanced';

const stepOf: Readonly<Record<InterviewState, StepName>> = {
  invited: 'interview_ready',
  consented: 'interview_ready',
  in_progress: 'interview_started',
  submitted: 'transcript_preparing',
  transcribed: 'transcript_preparing',
  transcript_check: 'transcript_check',
  scoring: 'scoring',
  scored: 'decision_pending',
  needs_human: 'with_person',
  human_path: 'with_person',
  insufficient_data: 'with_person',
  expired: 'interview_expired',
  withdrawn: 'withdrawn',
};

/** How an application stands, in one word. @param interview undefined before there is one */
export function standingOf({ stage }: Application, interview: Interview | undefined): StandingName {
  switch (stage) {
    case 'unverified':
    case 'expired':
    case 'advanced':
    case 'withdrawn':
    case 'not_selected':
      return stage;
    case 'held':
      return 'on_hold';
    default:
      return interview ? stepOf[interview.state] : 'received';
  }
}

const kinds: Partial<Record<StandingName, Status>> = {
  ...{ interview_ready: 'attention', interview_started: 'attention', transcript_check: 'attention' },
  ...{ unverified: 'attention', on_hold: 'held', advanced: 'done', received: 'done' },
  ...{ not_selected: 'info', withdrawn: 'info', expired: 'info', interview_expired: 'info' },
};

export const kindOf = (standing: StandingName): Status => kinds[standing] ?? 'now';

/** The one thing that somebody is asked for next; deadlines first. */
export type NextStep =
  | { kind: 'sign'; until: string | null }
  | { kind: 'record' | 'goOn' | 'checkTranscript'; interview: Interview }
  | { kind: 'preparing' }
  /** Something is to be handed in, or handed in again, before one can be paid. */
  | { kind: 'beforePay' }
  /** @param until by when a person decides, where somebody owes a decision */
  | { kind: 'nothing'; until: string | null };

const isOver = ({ stage }: Application): boolean =>
  ['withdrawn', 'not_selected', 'expired', 'advanced'].includes(stage);

/** Whether the interview of an application that was confirmed is still being made. */
export const isAwaited = (application: Application, interviews: readonly Interview[]): boolean =>
  ['unverified', 'submitted'].includes(application.stage) &&
  !interviews.some(({ applicationId }) => applicationId === application.id);

export function nextStepOf(
  applications: readonly Application[],
  interviews: readonly Interview[],
  contracts: readonly Schemas['Contract'][],
  onboarding: readonly Schemas['OnboardingItem'][] = [],
): NextStep {
  const contract = contracts.find(({ state, recipientState }) => state === 'sent' && recipientState !== 'signed');
  if (contract) return { kind: 'sign', until: contract.expiresAt };
  const open = applications.filter((application) => !isOver(application));
  const going = interviews
    .filter(({ applicationId }) => open.some(({ id }) => id === applicationId))
    .sort((one, other) => one.deadlineAt.localeCompare(other.deadlineAt));
  const toCheck = going.find(({ state }) => state === 'transcript_check');
  if (toCheck) return { kind: 'checkTranscript', interview: toCheck };
  const toRecord = going.find(({ state }) => recordable.includes(state));
  if (toRecord) return { kind: toRecord.state === 'in_progress' ? 'goOn' : 'record', interview: toRecord };
  if (open.some((application) => isAwaited(application, interviews))) return { kind: 'preparing' };
  if (onboarding.some(({ state }) => state === 'required' || state === 'rejected')) return { kind: 'beforePay' };
  const dueDates = open.flatMap(({ decisionDueAt }) => decisionDueAt ?? []).sort();
  return { kind: 'nothing', until: dueDates[0] ?? null };
}
