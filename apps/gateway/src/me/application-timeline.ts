import type { MyApplication } from '@guildhall/messages/applicants';
import type { Interview, InterviewState } from '@guildhall/messages/interviews';

/** What can happen to an application, in the order in which it does. */
export const timelineSteps = [
  'received',
  'interview_ready',
  'interview_started',
  'transcript_preparing',
  'transcript_check',
  'scoring',
  'interview_expired',
  'with_person',
  'on_hold',
  'decision_pending',
  'not_selected',
  'offer',
  'withdrawn',
] as const;
export type TimelineStepName = (typeof timelineSteps)[number];

/** A step as its owner's services know it; who decided is an id still. */
export interface PlainStep {
  step: TimelineStepName;
  /** `next` steps have not begun; where a way is over, none is left. */
  state: 'done' | 'now' | 'next';
  /** When it began; null where that is not known, or it has not. */
  at: string | null;
  /** By when it ends, or until when it can be done. */
  dueAt: string | null;
  /** Whose turn it is, or was. */
  actor: 'you' | 'software' | 'person' | null;
  deciderId: string | null;
}

/** Steps of an interview that AI evaluates, each with the state of the interview in which it is that step's turn. */
const interviewSteps = [
  'interview_ready',
  'interview_started',
  'transcript_preparing',
  'transcript_check',
  'scoring',
] as const;
const turnOf: Partial<Record<InterviewState, (typeof interviewSteps)[number]>> = {
  invited: 'interview_ready',
  consented: 'interview_ready',
  in_progress: 'interview_started',
  submitted: 'transcript_preparing',
  transcribed: 'transcript_preparing',
  transcript_check: 'transcript_check',
  scoring: 'scoring',
};
/** Nothing more happens to it by itself: a person has the word. */
const handedOver: readonly InterviewState[] = ['scored', 'needs_human', 'human_path', 'insufficient_data'];
const withPerson: readonly InterviewState[] = ['needs_human', 'human_path', 'insufficient_data'];

/**
 * How an application stands, from what two services know of it: the steps that were reached, whose turn it is now, and what
 * comes next where that is certain. Events reach the services at different times, so a step that one of them knows of counts.
 * @param interview null before there is one
 */
export function timelineOf(application: MyApplication, interview: Interview | null): PlainStep[] {
  const isOver = ['not_selected', 'withdrawn', 'advanced'].includes(application.stage);
  const steps = [
    received(application, interview),
    ...interviewPart(interview, isOver),
    ...personPart(application, interview),
    ...outcome(application),
  ];
  return isOver ? steps.filter(({ step, state }) => state !== 'next' || step === 'offer') : steps;
}

function step(name: TimelineStepName, state: PlainStep['state'], more: Partial<PlainStep> = {}): PlainStep {
  return { step: name, state, at: null, dueAt: null, actor: null, deciderId: null, ...more };
}

function received({ stage, submittedAt, createdAt }: MyApplication, interview: Interview | null): PlainStep {
  const state = interview === null && stage === 'submitted' ? 'now' : 'done';
  return step('received', state, { at: submittedAt ?? createdAt, actor: 'you' });
}

function interviewPart(interview: Interview | null, isOver: boolean): PlainStep[] {
  if (interview === null) return isOver ? [] : interviewSteps.map((name) => interviewStep(name, 'next', null));
  const turn = turnOf[interview.state];
  const reached = turn === undefined ? reachedBy(interview) : interviewSteps.indexOf(turn) + 1;
  const steps = interviewSteps.map((name, index) => {
    if (index >= reached) return interviewStep(name, 'next', interview);
    const isNow = !isOver && name === turn;
    return interviewStep(name, isNow ? 'now' : 'done', interview);
  });
  // An interview that ended otherwise never comes to what was left of it.
  const shown = turn === undefined ? steps.slice(0, reached) : steps;
  if (interview.state !== 'expired') return shown;
  return [...shown, step('interview_expired', isOver ? 'done' : 'now', { at: interview.deadlineAt })];
}

function interviewStep(
  name: (typeof interviewSteps)[number],
  state: PlainStep['state'],
  interview: Interview | null,
): PlainStep {
  const dueAt = state === 'done' ? null : (interview?.deadlineAt ?? null);
  const begun = <T>(value: T | null | undefined) => (state === 'next' ? null : (value ?? null));
  switch (name) {
    case 'interview_ready':
      return step(name, state, { at: begun(interview?.invitedAt), dueAt, actor: 'you' });
    case 'interview_started':
      return step(name, state, { at: begun(interview && firstTakeAt(interview)), dueAt, actor: 'you' });
    case 'transcript_preparing':
      return step(name, state, { at: begun(interview?.submittedAt), actor: 'software' });
    case 'transcript_check':
      return step(name, state, {
        dueAt: state === 'now' ? (interview?.transcriptCheckUntil ?? null) : null,
        actor: 'you',
      });
    case 'scoring':
      return step(name, state, { actor: 'software' });
  }
}

/** How many steps of its way an interview came that is no longer on it. */
function reachedBy(interview: Interview): number {
  const { state, submittedAt, transcriptCheckUntil } = interview;
  if (state === 'scored' || state === 'needs_human') return interviewSteps.length;
  if (submittedAt !== null) return transcriptCheckUntil === null ? 3 : 4;
  if (interview.questions.some(({ answer }) => answer !== null)) return 2;
  // In a language that nobody's engine covers it begins with a person; there was never anything to record.
  return interview.pathReason === 'unsupported_language' ? 0 : 1;
}

function firstTakeAt({ questions }: Interview): string | null {
  const moments = questions.flatMap(({ answer }) => answer?.takes.flatMap(({ startedAt }) => startedAt ?? []) ?? []);
  return moments.sort()[0] ?? null;
}

/** From the end of the interview to the decision. */
function personPart(application: MyApplication, interview: Interview | null): PlainStep[] {
  const { stage, decisions } = application;
  const evaluatedAt = application.evaluatedAt ?? null;
  const dueAt = application.decisionDueAt ?? null;
  const isDecided = stage === 'advanced' || stage === 'not_selected';
  const isWaiting = ['submitted', 'interviewing', 'evaluated'].includes(stage);
  const isHandedOver = interview !== null && handedOver.includes(interview.state);
  const holds = decisions.filter(({ kind }) => kind === 'hold').reverse();
  const isOnHold = stage === 'held';
  const person = { actor: 'person' } as const;
  const steps: PlainStep[] = [];
  if (interview !== null && withPerson.includes(interview.state)) {
    const state = isWaiting ? 'now' : 'done';
    steps.push(step('with_person', state, { ...person, at: evaluatedAt, dueAt: isWaiting ? dueAt : null }));
  }
  for (const [index, hold] of holds.entries()) {
    const isNow = isOnHold && index === holds.length - 1;
    const at = hold.decidedAt;
    steps.push(
      step('on_hold', isNow ? 'now' : 'done', {
        ...person,
        at,
        dueAt: isNow ? dueAt : null,
        deciderId: hold.decidedBy,
      }),
    );
  }
  if (isDecided) {
    const [decision] = decisions;
    const deciderId = stage === 'advanced' ? (decision?.decidedBy ?? null) : null;
    const at = evaluatedAt ?? decision?.decidedAt ?? null;
    return [...steps, step('decision_pending', 'done', { ...person, at, deciderId })];
  }
  if (stage === 'withdrawn') {
    return evaluatedAt === null ? steps : [...steps, step('decision_pending', 'done', { ...person, at: evaluatedAt })];
  }
  const isNow = isHandedOver && isWaiting && !withPerson.includes(interview.state);
  const begun = isNow ? { at: evaluatedAt } : {};
  return [...steps, step('decision_pending', isNow ? 'now' : 'next', { ...person, ...begun, dueAt })];
}

function outcome(application: MyApplication): PlainStep[] {
  const { stage, decisions, offer, withdrawnAt } = application;
  if (stage === 'withdrawn') {
    const offered = offerSteps(offer).map((each): PlainStep => ({ ...each, state: 'done', dueAt: null }));
    return [...offered, step('withdrawn', 'done', { at: withdrawnAt ?? null, actor: 'you' })];
  }
  if (stage === 'not_selected') {
    const [decision] = decisions;
    const decided = decision && { at: decision.decidedAt, deciderId: decision.decidedBy };
    return [step('not_selected', 'done', { actor: 'person', ...decided })];
  }
  if (stage !== 'advanced') return [];
  return offer === null ? [step('offer', 'next', { actor: 'person' })] : offerSteps(offer);
}

function offerSteps(offer: MyApplication['offer']): PlainStep[] {
  if (offer === null) return [];
  const isOpen = offer.state === 'extended';
  const dueAt = isOpen ? offer.expiresAt : null;
  return [step('offer', isOpen ? 'now' : 'done', { at: offer.createdAt, dueAt, actor: 'you' })];
}
