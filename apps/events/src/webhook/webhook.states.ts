import type { WebhookState } from '@guildhall/messages/events';

/** Every allowed move of an endpoint. One that is deleted comes back no more. */
export const webhookTransitions = {
  enable: { from: ['disabled'], to: 'enabled' },
  disable: { from: ['enabled'], to: 'disabled' },
  delete: { from: ['enabled', 'disabled'], to: 'deleted' },
} as const satisfies Record<string, { from: readonly WebhookState[]; to: WebhookState | 'deleted' }>;

export type WebhookTransition = keyof typeof webhookTransitions;
