import type { ContractState, RecipientState } from '@guildhall/messages/contracts';

/** Every allowed move of a contract. */
export const contractTransitions = {
  send: { from: ['draft'], to: 'sent' },
  completeSigning: { from: ['sent'], to: 'all_signed' },
  startSealing: { from: ['all_signed'], to: 'sealing' },
  seal: { from: ['sealing'], to: 'sealed' },
  decline: { from: ['sent'], to: 'declined' },
  expire: { from: ['draft', 'sent'], to: 'expired' },
  void: { from: ['draft', 'sent', 'all_signed', 'sealing'], to: 'voided' },
  supersede: { from: ['sealed'], to: 'superseded' },
} as const satisfies Record<string, { from: readonly ContractState[]; to: ContractState }>;

export type ContractTransition = keyof typeof contractTransitions;

const underWay = ['notified', 'opened', 'consented', 'authenticated', 'reviewed'] as const;

/** Every allowed move of its recipient. A fresh link begins anew: whoever follows it has to prove themselves again. */
export const recipientTransitions = {
  notify: { from: ['pending', ...underWay], to: 'notified' },
  open: { from: ['notified'], to: 'opened' },
  consent: { from: ['opened'], to: 'consented' },
  authenticate: { from: ['consented'], to: 'authenticated' },
  review: { from: ['authenticated'], to: 'reviewed' },
  sign: { from: ['reviewed'], to: 'signed' },
  decline: { from: ['opened', 'consented', 'authenticated', 'reviewed'], to: 'declined' },
  expire: { from: ['pending', ...underWay], to: 'expired' },
} as const satisfies Record<string, { from: readonly RecipientState[]; to: RecipientState }>;

export type RecipientTransition = keyof typeof recipientTransitions;
