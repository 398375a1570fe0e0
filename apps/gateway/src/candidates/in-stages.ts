import type { ApplicationStage } from '@guildhall/messages/applicants';

/**
 * Those who are in one of the stages now. The service that found them keeps a copy, which is a moment behind, and knows none of
 * applications that were last told of long ago.
 */
export function inStages<T extends { stage: ApplicationStage | null }>(
  rows: T[],
  stages: readonly ApplicationStage[] = [],
): T[] {
  return stages.length === 0 ? rows : rows.filter(({ stage }) => stage === null || stages.includes(stage));
}
