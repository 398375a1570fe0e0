export type { LevelRule } from '@guildhall/messages/interviews';

export type Level = 1 | 2 | 3 | 4 | 5;
export const levels = [1, 2, 3, 4, 5] as const satisfies readonly Level[];
/** Levels that have to be earned; level 1 is what is left without them. */
export const earnedLevels = [2, 3, 4, 5] as const satisfies readonly Level[];
