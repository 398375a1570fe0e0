import type { Schemas } from '../../api/queries.js';
import { isAwaited, kindOf, nextStepOf, standingOf } from './standing.js';

type Application = Schemas['Application'];
type Interview = Schemas['InterviewSummary'];

const application = (stage: Application['stage'], more: Partial<Application> = {}): Application => ({
  ...{ id: 'app_1', openingId: 'opn_1', personId: 'per_1', stage, region: 'EG', language: 'ar' },
  ...{ jurisdictions: [], requirements: [], createdAt: '2026-03-01T00:00:00.000Z', submittedAt: null, version: 1 },
  ...more,
});
const interview = (state: Interview['state'], more: Partial<Interview> = {}): Interview => ({
  ...{ id: 'int_1', applicationId: 'app_1', openingId: 'opn_1', state, deadlineAt: '2026-03-10T00:00:00.000Z' },
  ...more,
});
const contract = (state: Schemas['Contract']['state']) =>
  ({ state, recipientState: 'notified', expiresAt: '2026-04-01T00:00:00.000Z' }) as Schemas['Contract'];

describe('How an application stands', () => {
  it('is told by its stage where that decides, and by its interview before', () => {
    expect(standingOf(application('submitted'), undefined)).toBe('received');
    expect(standingOf(application('interviewing'), interview('in_progress'))).toBe('interview_started');
    expect(standingOf(application('evaluated'), interview('scored'))).toBe('decision_pending');
    expect(standingOf(application('held'), interview('scored'))).toBe('on_hold');
    expect(standingOf(application('not_selected'), interview('scored'))).toBe('not_selected');
  });

  it('never looks like a fault', () => {
    expect(kindOf('not_selected')).toBe('info');
    expect(kindOf('scoring')).toBe('now');
  });
});

describe('What is next', () => {
  const next = (applications: Application[], interviews: Interview[], contracts: Schemas['Contract'][] = []) =>
    nextStepOf(applications, interviews, contracts);

  it('is a contract, then a transcript, then the recording that is due first', () => {
    const two = [application('interviewing'), application('interviewing', { id: 'app_2' })];
    const later = interview('invited');
    const sooner = interview('in_progress', { id: 'int_2', applicationId: 'app_2', deadlineAt: '2026-03-09' });
    const check = interview('transcript_check');
    expect(next(two, [later, sooner], [contract('sent')])).toMatchObject({ kind: 'sign' });
    expect(next(two, [check, sooner])).toEqual({ kind: 'checkTranscript', interview: check });
    expect(next(two, [later, sooner])).toEqual({ kind: 'goOn', interview: sooner });
    expect(next(two, [later], [contract('sealed')])).toEqual({ kind: 'record', interview: later });
  });

  it('is nothing of an application that is over', () => {
    expect(next([application('withdrawn')], [interview('invited')])).toEqual({ kind: 'nothing', until: null });
  });

  it('is what pay waits for, once nothing else is asked', () => {
    const item = (state: Schemas['OnboardingItem']['state']) => ({ state }) as Schemas['OnboardingItem'];
    const selected = [application('advanced')];
    expect(nextStepOf(selected, [], [contract('sealed')], [item('verified'), item('rejected')])).toEqual({
      kind: 'beforePay',
    });
    expect(nextStepOf(selected, [], [contract('sent')], [item('required')])).toMatchObject({ kind: 'sign' });
    expect(nextStepOf(selected, [], [contract('sealed')], [item('submitted')])).toMatchObject({ kind: 'nothing' });
  });

  it('is to wait while the interview is made, and then for the decision that is due first', () => {
    expect(next([application('submitted')], [])).toEqual({ kind: 'preparing' });
    expect(isAwaited(application('submitted'), [interview('invited')])).toBe(false);
    const due = (id: string, decisionDueAt: string) => application('evaluated', { id, decisionDueAt });
    const evaluated = [due('app_1', '2026-03-20'), due('app_2', '2026-03-18')];
    expect(next(evaluated, [interview('scored')])).toEqual({ kind: 'nothing', until: '2026-03-18' });
  });
});
