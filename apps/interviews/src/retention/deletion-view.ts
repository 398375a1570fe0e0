import type { Deletion, LegalHold } from '@guildhall/messages/interviews';
import type { DeletionEntity, LegalHoldEntity } from './deletion.entity.js';

export function deletionView(deletion: DeletionEntity): Deletion {
  const { id, interviewId, applicationId, reason, state, certificate } = deletion;
  return {
    ...{ id, interviewId, applicationId, reason, state },
    requestedAt: deletion.requestedAt.toISOString(),
    dueAt: deletion.dueAt.toISOString(),
    heldSince: deletion.heldSince?.toISOString() ?? null,
    completedAt: deletion.completedAt?.toISOString() ?? null,
    certificate,
  };
}

export function legalHoldView(hold: LegalHoldEntity): LegalHold {
  const { id, applicationId, reason, placedBy, releasedBy } = hold;
  return {
    ...{ id, applicationId, reason, placedBy },
    placedAt: hold.placedAt.toISOString(),
    releasedBy,
    releasedAt: hold.releasedAt?.toISOString() ?? null,
  };
}
