import type { Actor, StaffRole } from '@guildhall/messages/contract';

export const scopes = ['openings:read', 'applications:read', 'candidates:read', 'events:read'] as const;
/** What an API key may do. */
export type Scope = (typeof scopes)[number];

/**
 * Whose object an operation touches. `object` means: the path parameter names one, and for everybody but those it
 * belongs to it answers exactly like one that does not exist.
 */
export type Ownership =
  | { kind: 'none' }
  | { kind: 'self' }
  /** What the signing session in `X-Signing-Session` was opened for; its service decides, and knows nobody without one. */
  | { kind: 'signing_session' }
  | { kind: 'object'; parameter: string; type: OwnedType };

export type OwnedType =
  | 'opening'
  | 'application'
  | 'interview'
  | 'answer'
  | 'take'
  | 'upload'
  | 'plan'
  | 'transcript'
  | 'link'
  | 'project'
  | 'contract'
  | 'timeEntry'
  | 'timesheet'
  | 'payout'
  | 'deletion'
  | 'shortlist';

/** Who may call an operation. Every route of the edge carries one; it stands in the OpenAPI document as `x-access`. */
export interface AccessRule {
  anyone: boolean;
  applicant: boolean;
  /** Staff who hold at least one of these roles; an admin holds all of them. */
  staff: StaffRole[];
  /** Systems whose API key holds this scope. */
  scope: Scope | null;
  /** The caller must have proven themselves again within the last minutes (a mailed code). */
  stepUp: boolean;
  ownership: Ownership;
}

interface Touches {
  owned?: Ownership;
  scope?: Scope;
  stepUp?: boolean;
}

const nothing: Ownership = { kind: 'none' };

function rule(who: Partial<AccessRule>, touches: Touches): AccessRule {
  return {
    anyone: false,
    applicant: false,
    staff: [],
    scope: touches.scope ?? null,
    stepUp: touches.stepUp ?? false,
    ownership: touches.owned ?? nothing,
    ...who,
  };
}

/** Shorthands, so that a route reads as a sentence: `@Access(staff(['recruiter'], { owned: object('openingId', 'opening') }))`. */
export const anyone = (touches: Touches = {}): AccessRule => rule({ anyone: true }, touches);
export const applicants = (touches: Touches): AccessRule => rule({ applicant: true }, touches);
export const staff = (roles: StaffRole[], touches: Touches): AccessRule => rule({ staff: roles }, touches);
export const applicantsOrStaff = (roles: StaffRole[], touches: Touches): AccessRule =>
  rule({ applicant: true, staff: roles }, touches);
export const signedIn = (touches: Touches): AccessRule =>
  rule({ applicant: true, staff: ['recruiter', 'reviewer', 'finance', 'admin'] }, touches);

export const self: Ownership = { kind: 'self' };
export const signingSession: Ownership = { kind: 'signing_session' };
export const object = (parameter: string, type: OwnedType): Ownership => ({ kind: 'object', parameter, type });

/** A verified caller at the edge. */
export interface Principal {
  actor: Exclude<Actor, { kind: 'anonymous' } | { kind: 'service' }>;
  /** Hash of the session or key that was shown, so that signing out can name it. */
  credentialHash: string;
  steppedUpUntil: Date | null;
}

export type AccessDecision = 'allowed' | 'not_signed_in' | 'not_allowed' | 'step_up_required';

/** Decides what the route alone can tell. Whether the object is the caller's, its service decides. */
export function decideAccess(access: AccessRule, principal: Principal | undefined, now: Date): AccessDecision {
  if (access.anyone) return 'allowed';
  if (!principal) return 'not_signed_in';
  if (!mayCall(access, principal.actor)) return 'not_allowed';
  if (!access.stepUp) return 'allowed';
  return principal.steppedUpUntil && principal.steppedUpUntil > now ? 'allowed' : 'step_up_required';
}

function mayCall(access: AccessRule, actor: Principal['actor']): boolean {
  switch (actor.kind) {
    case 'applicant':
      return access.applicant;
    case 'staff':
      return (
        access.staff.length > 0 && (actor.roles.includes('admin') || actor.roles.some((r) => access.staff.includes(r)))
      );
    case 'system':
      return access.scope !== null && actor.scopes.includes(access.scope);
  }
}
