import type { Schemas } from '../../api/queries.js';

export type PlanDocument = Schemas['PlanDocument'];
export type PlanQuestion = Schemas['PlanQuestion'];
export type PlanCriterion = Schemas['PlanCriterion'];
export type PlanIndicator = Schemas['PlanIndicator'];

export const levels = [1, 2, 3, 4, 5] as const;
export type Level = (typeof levels)[number];
/** Level 1 is what is left without them. */
export const earnedLevels = [2, 3, 4, 5] as const;
export type EarnedLevel = (typeof earnedLevels)[number];

/** How many points a level needs, and how many of those that are marked required. */
export type Threshold = Schemas['LevelThreshold'];

/** The most that a plan may have, and the shortest and longest texts. */
export const planLimits = {
  criteria: 12,
  questions: 20,
  indicators: 120,
  title: { minimum: 3, maximum: 120 },
  anchor: { minimum: 10, maximum: 400 },
  question: { minimum: 10, maximum: 1000 },
  point: { minimum: 5, maximum: 300 },
  example: 300,
  wording: { minimum: 2, maximum: 60 },
  wordings: 60,
} as const;

export const fullWeightBp = 10_000;

export const weightOf = ({ criteria }: PlanDocument): number =>
  criteria.reduce((sum, { weightBp }) => sum + weightBp, 0);

/** `35`, `12.5`, in percent. */
export const percent = (weightBp: number): string => String(weightBp / 100);

export const pointsOf = ({ indicators }: PlanDocument, criterionId: string): PlanIndicator[] =>
  indicators.filter(({ criterion }) => criterion === criterionId);

/** Whether they ask and judge the same; the number that a document carries is given to it when it is saved. */
export function isSamePlan(one: PlanDocument, other: PlanDocument): boolean {
  return JSON.stringify({ ...one, version: 0 }) === JSON.stringify({ ...other, version: 0 });
}
