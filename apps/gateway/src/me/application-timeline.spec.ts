import type { MyApplication, OwnDecision } from '@guildhall/messages/applicants';
import { type Interview, interviewStates } from '@guildhall/messages/interviews';
import { type PlainStep, timelineOf, timelineSteps } from './application-timeline.js';

const day = (number: number) => `2026-03-${String(number).padStart(2, '0')}T10:00:00.000Z`;
const recruiter = 'per_00000000000000000000000000000009';

const application = (given: Partial<MyApplication> = {}): MyApplication => ({
  ...{ id: 'app_1', openingId: 'opn_1', personId: 'per_1', stage: 'submitted', region: 'US-NY', language: 'en' },
  ...{ jurisdictions: [], requirements: [], createdAt: day(1), submittedAt: day(2), version: 1 },
  ...{ evaluatedAt: null, decisionDueAt: null, withdrawnAt: null, decisions: [], offer: null },
  ...given,
});

const interview = (given: Partial<Interview> = {}): Interview => ({
  ...{ id: 'int_1', applicationId: 'app_1', openingId: 'opn_1', state: 'invited', path: 'ai', pathReason: null },
  ...{ language: 'en', invitedAt: day(3), deadlineAt: day(10), submittedAt: null, transcriptCheckUntil: null },
  ...{ minAnswered: 1, consentText: { version: '1', sha256: '', text: '' }, consent: null, problem: null },
  questions: [{ id: 'q1', text: 'What?', thinkSeconds: 60, answerSeconds: 180, answer: null }],
  ...given,
});

/** With a take of `q1` that was begun on that day. */
const recorded = (given: Partial<Interview> = {}, startedAt = day(4)): Interview => {
  const take = { id: 'tak_1', number: 1, state: 'completed', durationSeconds: 60, problem: null } as const;
  const answer = { id: 'ans_1', questionId: 'q1', kind: 'recorded', state: 'answered', chosenTakeId: 'tak_1' } as const;
  const more = { takesLeft: 2, problem: null, writtenText: null, takes: [{ ...take, startedAt, completedAt: day(4) }] };
  const [question] = interview().questions;
  return interview({ questions: [{ ...question!, answer: { ...answer, ...more } }], ...given });
};

const decision = (kind: OwnDecision['kind'], decidedAt: string): OwnDecision => ({
  ...{ kind, reasonCode: 'strong_evidence', decidedBy: recruiter, decidedAt },
});

const offer = (state: NonNullable<MyApplication['offer']>['state']): NonNullable<MyApplication['offer']> => ({
  ...{ id: 'off_1', state, createdAt: day(20), expiresAt: day(30), endedAt: state === 'extended' ? null : day(22) },
});

const states = (steps: PlainStep[]) => Object.fromEntries(steps.map(({ step, state }) => [step, state]));
const find = (steps: PlainStep[], name: string) => steps.find(({ step }) => step === name);
const evaluated = { stage: 'evaluated', evaluatedAt: day(8), decisionDueAt: day(18) } as const;

describe('The timeline of an application', () => {
  it('begins with what was received, and shows what is to come', () => {
    const steps = timelineOf(application(), null);
    expect(states(steps)).toEqual({
      ...{ received: 'now', interview_ready: 'next', interview_started: 'next', transcript_preparing: 'next' },
      ...{ transcript_check: 'next', scoring: 'next', decision_pending: 'next' },
    });
    expect(steps[0]).toEqual({
      ...{ step: 'received', state: 'now', at: day(2), dueAt: null, actor: 'you', deciderId: null },
    });
    expect(steps.slice(1).every(({ at }) => at === null)).toBe(true);
  });

  it.each([
    ['invited', 'interview_ready'],
    ['consented', 'interview_ready'],
    ['in_progress', 'interview_started'],
    ['submitted', 'transcript_preparing'],
    ['transcribed', 'transcript_preparing'],
    ['transcript_check', 'transcript_check'],
    ['scoring', 'scoring'],
  ] as const)('of an interview that is %s is at %s; what comes before is done', (state, now) => {
    const steps = timelineOf(application({ stage: 'interviewing' }), recorded({ state }));
    const at = steps.findIndex(({ step }) => step === now);
    expect(steps.map((each) => each.state)).toEqual(
      steps.map((_, index) => (index < at ? 'done' : index === at ? 'now' : 'next')),
    );
    expect(steps.at(-1)).toMatchObject({ step: 'decision_pending', state: 'next', actor: 'person' });
  });

  it('dates what is known, and until when something can be done', () => {
    const ready = timelineOf(application(), interview());
    expect(find(ready, 'interview_ready')).toMatchObject({ at: day(3), dueAt: day(10), actor: 'you' });
    expect(find(ready, 'interview_started')).toMatchObject({ at: null, dueAt: day(10) });
    const started = timelineOf(application(), recorded({ state: 'in_progress' }));
    expect(find(started, 'interview_ready')).toMatchObject({ at: day(3), dueAt: null });
    expect(find(started, 'interview_started')).toMatchObject({ at: day(4), dueAt: day(10) });
    const check = { state: 'transcript_check', submittedAt: day(5), transcriptCheckUntil: day(7) } as const;
    const checking = timelineOf(application(), recorded(check));
    expect(find(checking, 'transcript_preparing')).toMatchObject({ at: day(5), dueAt: null, actor: 'software' });
    expect(find(checking, 'transcript_check')).toMatchObject({ dueAt: day(7), actor: 'you' });
  });

  it('has a date for the decision once somebody owes it, and goes by the interview where its event is late', () => {
    const scored = recorded({ state: 'scored', submittedAt: day(5), transcriptCheckUntil: day(7) });
    const steps = timelineOf(application(evaluated), scored);
    expect(find(steps, 'decision_pending')).toEqual({
      ...{ step: 'decision_pending', state: 'now', at: day(8), dueAt: day(18), actor: 'person', deciderId: null },
    });
    expect(steps.filter(({ state }) => state === 'now')).toHaveLength(1);
    const early = timelineOf(application({ stage: 'interviewing' }), scored);
    expect(find(early, 'decision_pending')).toMatchObject({ state: 'now', at: null, dueAt: null });
  });

  it.each(['needs_human', 'human_path', 'insufficient_data'] as const)(
    'of an interview that is %s is with a person, who decides after that',
    (state) => {
      const steps = timelineOf(application(evaluated), recorded({ state, submittedAt: day(5) }));
      expect(find(steps, 'with_person')).toMatchObject({ state: 'now', at: day(8), dueAt: day(18), actor: 'person' });
      expect(find(steps, 'decision_pending')).toMatchObject({ state: 'next', dueAt: day(18) });
      expect(steps.filter(({ state: each }) => each === 'now')).toHaveLength(1);
    },
  );

  it('leaves out steps that a person takes the place of, and keeps those that were reached', () => {
    const human = { state: 'human_path', path: 'human' } as const;
    const named = (given: Interview) => timelineOf(application(evaluated), given).map(({ step }) => step);
    const rest = ['with_person', 'decision_pending'];
    expect(named(interview({ ...human, pathReason: 'unsupported_language' }))).toEqual(['received', ...rest]);
    const asked = { ...human, pathReason: 'asked_for_a_person' } as const;
    expect(named(interview(asked))).toEqual(['received', 'interview_ready', ...rest]);
    expect(named(recorded(asked))).toEqual(['received', 'interview_ready', 'interview_started', ...rest]);
    expect(named(recorded({ ...asked, submittedAt: day(5) }))).toContain('transcript_preparing');
    expect(named(recorded({ ...asked, submittedAt: day(5) }))).not.toContain('transcript_check');
    expect(named(recorded({ state: 'needs_human', submittedAt: day(5) }))).toContain('scoring');
  });

  it('says that an interview expired, and waits for nobody', () => {
    const steps = timelineOf(application({ stage: 'interviewing' }), recorded({ state: 'expired' }));
    expect(states(steps)).toEqual({
      ...{ received: 'done', interview_ready: 'done', interview_started: 'done', interview_expired: 'now' },
      decision_pending: 'next',
    });
    expect(find(steps, 'interview_expired')).toMatchObject({ at: day(10) });
  });

  it('goes on to the rest where an interview was opened again after its submission', () => {
    const steps = timelineOf(application(evaluated), recorded({ state: 'in_progress', submittedAt: day(5) }));
    expect(find(steps, 'interview_started')).toMatchObject({ state: 'now' });
    expect(find(steps, 'decision_pending')).toMatchObject({ state: 'next', dueAt: day(18) });
  });

  it('names who put it on hold, and the date of the next word', () => {
    const held = {
      ...evaluated,
      stage: 'held',
      decisions: [decision('hold', day(9))],
      decisionDueAt: day(19),
    } as const;
    const steps = timelineOf(application({ ...held, decisions: [...held.decisions] }), recorded({ state: 'scored' }));
    expect(find(steps, 'on_hold')).toEqual({
      ...{ step: 'on_hold', state: 'now', at: day(9), dueAt: day(19), actor: 'person', deciderId: recruiter },
    });
    expect(find(steps, 'decision_pending')).toMatchObject({ state: 'next' });
  });

  it('keeps a hold that is over, and says who advanced it', () => {
    const decisions = [decision('advance', day(12)), decision('hold', day(9))];
    const advanced = application({ ...evaluated, stage: 'advanced', decisionDueAt: null, decisions });
    const steps = timelineOf(advanced, recorded({ state: 'scored' }));
    expect(find(steps, 'on_hold')).toMatchObject({ state: 'done', dueAt: null, deciderId: recruiter });
    expect(find(steps, 'decision_pending')).toMatchObject({ state: 'done', at: day(8), deciderId: recruiter });
    expect(find(steps, 'offer')).toMatchObject({ state: 'next', at: null, dueAt: null });
  });

  it.each([
    ['extended', 'now', day(30)],
    ['accepted', 'done', null],
    ['declined', 'done', null],
    ['expired', 'done', null],
  ] as const)('shows an offer that is %s', (state, shown, dueAt) => {
    const given = { ...evaluated, stage: 'advanced', decisions: [decision('advance', day(12))], offer: offer(state) };
    const steps = timelineOf(application({ ...given, stage: 'advanced' }), recorded({ state: 'scored' }));
    expect(steps.at(-1)).toMatchObject({ step: 'offer', state: shown, at: day(20), dueAt, actor: 'you' });
  });

  it('ends with who did not select it, wherever the interview stood', () => {
    for (const state of interviewStates) {
      const decided = { ...evaluated, stage: 'not_selected', decisions: [decision('not_select', day(12))] } as const;
      const steps = timelineOf(application({ ...decided, decisions: [...decided.decisions] }), recorded({ state }));
      expect(steps.every((each) => each.state === 'done')).toBe(true);
      expect(steps.at(-1)).toMatchObject({ step: 'not_selected', at: day(12), actor: 'person', deciderId: recruiter });
    }
  });

  it('ends with its withdrawal, by the applicant, with what was reached until then', () => {
    const withdrawn = application({ stage: 'withdrawn', withdrawnAt: day(6) });
    const steps = timelineOf(withdrawn, recorded({ state: 'withdrawn' }));
    expect(states(steps)).toEqual({
      ...{ received: 'done', interview_ready: 'done', interview_started: 'done', withdrawn: 'done' },
    });
    expect(steps.at(-1)).toMatchObject({ at: day(6), actor: 'you', deciderId: null });
    expect(timelineOf(withdrawn, null).map(({ step }) => step)).toEqual(['received', 'withdrawn']);
    const offered = timelineOf({ ...withdrawn, offer: offer('extended') }, recorded({ state: 'scored' }));
    expect(offered.every(({ state }) => state === 'done')).toBe(true);
  });

  it('names nobody before a decision is made', () => {
    for (const state of interviewStates) {
      for (const stage of ['submitted', 'interviewing', 'evaluated'] as const) {
        const steps = timelineOf(application({ ...evaluated, stage }), recorded({ state }));
        expect(steps.flatMap(({ deciderId }) => deciderId ?? [])).toEqual([]);
      }
    }
  });

  it('keeps the order of the way, whatever is known', () => {
    for (const state of interviewStates) {
      for (const stage of ['submitted', 'evaluated', 'held', 'advanced', 'not_selected', 'withdrawn'] as const) {
        const decisions = stage === 'held' ? [decision('hold', day(9))] : [];
        const steps = timelineOf(application({ ...evaluated, stage, decisions }), recorded({ state }));
        const places = steps.map(({ step }) => timelineSteps.indexOf(step));
        expect(places).toEqual([...places].sort((one, other) => one - other));
      }
    }
  });
});
