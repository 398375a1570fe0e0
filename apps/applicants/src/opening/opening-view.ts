import type { Opening, StaffOpening } from '@guildhall/messages/applicants';
import type { OpeningEntity } from './opening.entity.js';

export function openingView(opening: OpeningEntity): Opening {
  const { id, state, title, description, languages, countries, places, requirements } = opening;
  const { planVersionId, interviewDeadlineDays, transcriptCheckHours, createdAt, openedAt, closedAt } = opening;
  return {
    ...{ id, state, title, description, languages, countries, places, requirements },
    ...{ planVersionId, interviewDeadlineDays, transcriptCheckHours },
    payRange: {
      minimumMinor: opening.payMinimumMinor.toString(),
      maximumMinor: opening.payMaximumMinor.toString(),
      currency: opening.payCurrency,
    },
    createdAt: createdAt.toISOString(),
    openedAt: openedAt?.toISOString() ?? null,
    closedAt: closedAt?.toISOString() ?? null,
  };
}

export function staffOpeningView(opening: OpeningEntity, staffIds: string[]): StaffOpening {
  const { aiDailyCapMicros, requiresBlindReview, version } = opening;
  return { ...openingView(opening), aiDailyCapMicros, requiresBlindReview, staffIds, version };
}
