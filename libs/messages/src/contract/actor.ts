export const staffRoles = ['recruiter', 'reviewer', 'finance', 'admin'] as const;
export type StaffRole = (typeof staffRoles)[number];

/** A process of the house. `gateway` owns no data and has no log, but it may be an audience. */
export const serviceNames = [
  'accounts',
  'applicants',
  'interviews',
  'contracts',
  'payroll',
  'events',
  'gateway',
] as const;
export type ServiceName = (typeof serviceNames)[number];

/** Who asks. Travels in the signed envelope, so a service may believe it. */
export type Actor =
  | { kind: 'anonymous' }
  | { kind: 'applicant'; id: string }
  | { kind: 'staff'; id: string; roles: StaffRole[] }
  | { kind: 'system'; id: string; scopes: string[] }
  | { kind: 'service'; id: ServiceName };

/** One word for an actor, as kept beside audit rows and idempotency keys: `staff:per_…`. */
export function actorLabel(actor: Actor): string {
  return actor.kind === 'anonymous' ? 'anonymous' : `${actor.kind}:${actor.id}`;
}

export function hasRole(actor: Actor, ...roles: StaffRole[]): boolean {
  return actor.kind === 'staff' && roles.some((role) => actor.roles.includes(role));
}

/** What every request, job and event carries along. */
export interface CallContext {
  correlationId: string;
  /** Id of the event or job that made this happen; absent on what a person asked directly. */
  causationId?: string;
  actor: Actor;
  /** `fingerprint` stands for method, path and body, and gives nothing of them away. */
  idempotency?: { key: string; fingerprint: string };
}
