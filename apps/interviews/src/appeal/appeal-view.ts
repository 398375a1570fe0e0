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
}: AppealEntity): OwnAppeal {
  return {
    id,
    state: outcome ?? 'open',
    openedAt: openedAt.toISOString(),
    dueAt: dueAt.toISOString(),
    concludedAt: concludedAt?.toISOString() ?? null,
    ...{ concludedBy, reasonCode },
  };
}

/** @param showsReason false for somebody whose review is blind still: a reason may tell who wrote it */
export function appealView(appeal: AppealEntity, showsReason: boolean): Appeal {
  const { applicationId, openingId, note, isComparedAnew } = appeal;
  return { ...ownAppealView(appeal), applicationId, openingId, isComparedAnew, reason: showsReason ? note : null };
}
