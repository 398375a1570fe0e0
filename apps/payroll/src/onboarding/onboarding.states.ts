import type { OnboardingState } from '@guildhall/messages/payroll';

/** Every allowed move of an item of the checklist. What was verified may be handed in anew: another account, another form. */
export const onboardingTransitions = {
  submit: { from: ['required', 'submitted', 'verified', 'rejected'], to: 'submitted' },
  verify: { from: ['submitted'], to: 'verified' },
  reject: { from: ['submitted'], to: 'rejected' },
} as const satisfies Record<string, { from: readonly OnboardingState[]; to: OnboardingState }>;

export type OnboardingTransition = keyof typeof onboardingTransitions;
