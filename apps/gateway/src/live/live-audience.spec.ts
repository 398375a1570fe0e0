import type { Actor, StaffRole } from '@guildhall/messages/contract';
import type { LiveEvent } from '@guildhall/messages/events';
import { concerns } from './live-audience.js';

const event = (type: string, about: Partial<LiveEvent> = {}): LiveEvent => ({
  ...{ id: 'evt_1', type, subject: 'x/1', sequence: 1, personId: 'per_a', openingId: 'opn_a' },
  ...about,
});
const staff = (...roles: StaffRole[]): Actor => ({ kind: 'staff', id: 'per_s', roles });
const on = new Set(['opn_a']);
const none = new Set<string>();

describe('a live event', () => {
  it('of an applicant is shown to them alone', () => {
    const submitted = event('interview.submitted');
    expect(concerns(submitted, { kind: 'applicant', id: 'per_a' }, none)).toBe(true);
    expect(concerns(submitted, { kind: 'applicant', id: 'per_b' }, on)).toBe(false);
    expect(concerns(event('take.completed', { personId: null }), { kind: 'applicant', id: 'per_a' }, none)).toBe(false);
  });

  it.each([
    'offer.extended',
    'contract.sent',
    'contract.sealed',
    'onboarding.item_changed',
    'timesheet.approved',
    'payout.held',
  ])('of the type %s is shown to the applicant whom it is about, and to no other', (type) => {
    expect(concerns(event(type), { kind: 'applicant', id: 'per_a' }, none)).toBe(true);
    expect(concerns(event(type), { kind: 'applicant', id: 'per_b' }, none)).toBe(false);
  });

  it.each([
    'score.ready',
    'score.needs_review',
    'review.rated',
    'application.held',
    'application.stage_changed',
    'application.decision_overdue',
    'payrun.closed',
  ])('of the type %s is shown to no applicant', (type) =>
    expect(concerns(event(type), { kind: 'applicant', id: 'per_a' }, none)).toBe(false),
  );

  it('of an opening is shown to the staff on it', () => {
    for (const role of ['recruiter', 'reviewer'] as const) {
      expect(concerns(event('score.needs_review'), staff(role), on)).toBe(true);
      expect(concerns(event('score.needs_review'), staff(role), none)).toBe(false);
      expect(concerns(event('score.needs_review', { openingId: null }), staff(role), on)).toBe(false);
    }
    expect(concerns(event('score.ready'), staff('finance'), on)).toBe(false);
    expect(concerns(event('score.ready'), staff(), on)).toBe(false);
  });

  it.each([
    'application.not_selected',
    'application.advanced',
    'score.ready',
    'offer.extended',
    'interview.human_path',
  ])('of the type %s is shown to recruiters, and not to who judges without it', (type) => {
    expect(concerns(event(type), staff('recruiter'), on)).toBe(true);
    expect(concerns(event(type), staff('recruiter', 'reviewer'), on)).toBe(true);
    expect(concerns(event(type), staff('reviewer'), on)).toBe(false);
  });

  it('about money is shown to finance and admins', () => {
    for (const type of ['payout.settled', 'timesheet.approved', 'payrun.approved']) {
      expect(concerns(event(type), staff('finance'), none)).toBe(true);
      expect(concerns(event(type), staff('admin'), none)).toBe(true);
      expect(concerns(event(type), staff('recruiter', 'reviewer'), on)).toBe(false);
    }
    expect(concerns(event('payout.settled'), { kind: 'applicant', id: 'per_a' }, none)).toBe(true);
  });

  it('about webhooks is shown to admins, and nothing to systems', () => {
    const disabled = event('webhook.disabled', { openingId: null, personId: null });
    expect(concerns(disabled, staff('admin'), none)).toBe(true);
    expect(concerns(disabled, staff('recruiter', 'finance'), on)).toBe(false);
    expect(concerns(disabled, { kind: 'system', id: 'key_1', scopes: ['events:read'] }, on)).toBe(false);
  });
});
