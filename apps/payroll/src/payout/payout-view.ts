import type { Payout } from '@guildhall/messages/payroll';
import type { PayoutEntity } from './payout.entity.js';

export function payoutView(payout: PayoutEntity): Payout {
  const {
    id,
    runId: payRunId,
    personId,
    state,
    amountMinor,
    currency,
    holdReason,
    returnCode,
    attempt,
    replaces,
  } = payout;
  return {
    ...{ id, payRunId, personId, state, amountMinor: amountMinor.toString(), currency, holdReason, returnCode },
    ...{ attempt, replaces },
    sentAt: payout.sentAt?.toISOString() ?? null,
    settledAt: payout.settledAt?.toISOString() ?? null,
    createdAt: payout.createdAt.toISOString(),
  };
}
