import type { Actor } from '@guildhall/messages/contract';
import { hasRole } from '@guildhall/messages/contract';
import type { LiveEvent } from '@guildhall/messages/events';

/** What reviewers may know: that work comes and goes. How an application stands, and what was decided, they judge without. */
const forReviewers = /^(review|appeal|plan|opening)\.|^score\.needs_review$|^transcript\.mistake_reported$/;

/** What only staff may know: how people are judged, and what is put aside for now. */
const staffOnly = /^(score|review|plan|opening|payrun|webhook)\.|^application\.(held|stage_changed|decision_overdue)$/;

/** What finance works with, whoever it is about. */
const financial = /^(onboarding|timesheet|payrun|payout)\./;

const companyWide = /^webhook\./;

/**
 * Whether somebody may learn that this happened. The same as for the objects themselves: applicants what is their own, staff
 * what is of the openings that they are on, finance what is about money, admins all.
 * @param openingIds that a recruiter or reviewer is on
 */
export function concerns(event: LiveEvent, actor: Actor, openingIds: ReadonlySet<string>): boolean {
  const { type, personId, openingId } = event;
  if (actor.kind === 'applicant') return personId === actor.id && !staffOnly.test(type);
  if (actor.kind !== 'staff') return false;
  if (hasRole(actor, 'admin')) return true;
  if (companyWide.test(type)) return false;
  if (hasRole(actor, 'finance') && financial.test(type)) return true;
  if (!hasRole(actor, 'recruiter', 'reviewer') || financial.test(type)) return false;
  if (!hasRole(actor, 'recruiter') && !forReviewers.test(type)) return false;
  return type.startsWith('plan.') || (openingId !== null && openingIds.has(openingId));
}
