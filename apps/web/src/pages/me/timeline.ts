import type { Schemas } from '../../api/queries.js';

export type Step = Schemas['TimelineStep'];

/** The step whose turn it is; where the way is over, the last one of it. */
export function currentStep(steps: readonly Step[]): Step | undefined {
  return steps.find(({ state }) => state === 'now') ?? steps.findLast(({ state }) => state === 'done');
}

/** What others owe by a date that has passed. One's own time just ends, and the step with it. */
export function isLate({ state, dueAt, actor }: Step, now = Date.now()): boolean {
  return state !== 'done' && actor !== 'you' && dueAt !== null && Date.parse(dueAt) < now;
}

/** The newest at the top. */
export const newestFirst = (steps: readonly Step[]): Step[] => [...steps].reverse();
