import type { Appeal, OwnAppeal } from '@guildhall/messages/interviews';
import type { AppealEntity } from './appeal.entity.js';

export function ownAppealView({
  id,
  outcome,
  openedAt,
  dueAt,
  concludedAt,
  concludedBy,
  reasonCode,
  note,
}: AppealEntity): OwnAppeal {
  return {
    id,
    state: outcome ?? 'open',
    openedAt: openedAt.toISOString(),
    dueAt: dueAt.toISOString(),
    concludedAt: concludedAt?.toISOString() ?? null,
    ...{ concludedBy, reasonCode, reason: note },
  };
}

/** @param showsReason false for whoever may still rate the result blind: a reason says what to look for, and may tell who wrote it */
export function appealView(appeal: AppealEntity, showsReason: boolean): Appeal {
  const { applicationId, openingId, note, isComparedAnew } = appeal;
  return { ...ownAppealView(appeal), applicationId, openingId, isComparedAnew, reason: showsReason ? note : null };
}
