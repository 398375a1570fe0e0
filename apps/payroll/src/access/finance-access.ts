import { AppError } from '@guildhall/errors';
import { type CallContext, hasRole } from '@guildhall/messages/contract';

/**
 * The one place where it is decided who works on everybody's pay: people with the role finance, and admins. The edge asks
 * the same, and for a step-up where it matters; this holds for whoever else calls.
 * @returns the id of the person @throws AppError `not_allowed`
 */
export function requireFinance({ actor }: CallContext): string {
  if (actor.kind === 'staff' && hasRole(actor, 'finance', 'admin')) return actor.id;
  throw new AppError('not_allowed', 'Only finance works on the pay of others.');
}

/** The contractor who asks for their own. @throws AppError `not_allowed` */
export function requireContractor({ actor }: CallContext): string {
  if (actor.kind === 'applicant') return actor.id;
  throw new AppError('not_allowed', 'Only contractors have time and pay of their own.');
}
