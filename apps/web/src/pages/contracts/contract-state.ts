import type { Schemas } from '../../api/queries.js';
import type { Status } from '../../shell/status.js';

type Contract = Schemas['Contract'];

/** A contract as its signer sees it: what is between their signature and the seal is one thing to them. */
export type ContractStanding =
  | 'sent'
  | 'opened'
  | 'signed'
  | 'sealed'
  | 'superseded'
  | 'declined'
  | 'expired'
  | 'voided';

export function contractStanding({
  state,
  recipientState,
}: Pick<Contract, 'state' | 'recipientState'>): ContractStanding {
  switch (state) {
    case 'all_signed':
    case 'sealing':
      return 'signed';
    case 'draft':
    case 'sent':
      return recipientState === 'pending' || recipientState === 'notified' ? 'sent' : 'opened';
    default:
      return state;
  }
}

const kinds: Partial<Record<ContractStanding, Status>> = {
  ...{ sent: 'attention', opened: 'attention', signed: 'now', sealed: 'done' },
};

export const kindOfContract = (standing: ContractStanding): Status => kinds[standing] ?? 'info';

/** The moment that the words for it tell: the deadline while it can be signed, else the seal. */
export const momentOf = ({ state, expiresAt, sealedAt }: Contract): string | null =>
  state === 'sent' || state === 'draft' ? expiresAt : sealedAt;
