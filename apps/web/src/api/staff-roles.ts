import type { Schemas } from './queries.js';

export type StaffRole = Schemas['Me']['roles'][number];

/** Whether somebody holds one of the roles; an admin holds all of them. */
export const holds = ({ kind, roles }: Schemas['Me'], ...wanted: StaffRole[]): boolean =>
  kind === 'staff' && (roles.includes('admin') || roles.some((role) => wanted.includes(role)));
