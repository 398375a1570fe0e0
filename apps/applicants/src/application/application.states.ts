import type { ApplicationStage } from '@guildhall/messages/applicants';

const underWay = ['submitted', 'interviewing', 'evaluated', 'held'] as const;

/**
 * Every allowed move of an application. AI moves one to `evaluated` at most: only a person decides, and only a person takes a decision
 * back, by answering an appeal.
 */
export const stageTransitions = {
  submit: { from: ['unverified'], to: 'submitted' },
  startInterview: { from: ['submitted'], to: 'interviewing' },
  evaluate: { from: ['submitted', 'interviewing'], to: 'evaluated' },
  advance: { from: ['evaluated', 'held'], to: 'advanced' },
  hold: { from: ['submitted', 'interviewing', 'evaluated'], to: 'held' },
  not_select: { from: [...underWay], to: 'not_selected' },
  reopen: { from: ['not_selected'], to: 'evaluated' },
  withdraw: { from: ['unverified', ...underWay, 'advanced'], to: 'withdrawn' },
  expire: { from: ['unverified'], to: 'expired' },
} as const satisfies Record<string, { from: readonly ApplicationStage[]; to: ApplicationStage }>;

export type StageTransition = keyof typeof stageTransitions;
