import type { Schemas } from './queries.js';

export type DecisionKind = Schemas['StaffDecision']['kind'];
export type DecisionReason = Schemas['StaffDecision']['reasonCode'];

export const decisionKinds = ['advance', 'hold', 'not_select'] as const satisfies readonly DecisionKind[];

/** Which reasons each may have, as `applications.commands.ts` of the messages lists them. */
export const reasonsOf = {
  advance: ['strong_evidence', 'meets_requirements', 'special_expertise'],
  hold: ['more_information_needed', 'opening_on_hold', 'second_opinion'],
  not_select: ['requirements_not_met', 'evidence_insufficient', 'position_filled', 'withdrawn_by_opening'],
} as const satisfies Record<DecisionKind, readonly DecisionReason[]>;

const decidable: readonly Schemas['NamedStaffApplication']['stage'][] = [
  'submitted',
  'interviewing',
  'evaluated',
  'held',
];

/** Whether a person may decide, as far as the stage says; the server has the last word. */
export const isDecidable = (stage: Schemas['NamedStaffApplication']['stage']): boolean => decidable.includes(stage);
