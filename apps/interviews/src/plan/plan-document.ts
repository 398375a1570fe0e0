import type { PlanDocument } from '@guildhall/messages/interviews';

export {
  type IdeaGroup,
  type PlanCriterion,
  PlanDocument,
  type PlanIndicator,
  type PlanQuestion,
  type Polarity,
} from '@guildhall/messages/interviews';

/** Fewest answers that can be judged; a plan that does not say asks for one. */
export function minAnsweredOf(plan: Pick<PlanDocument, 'minAnswered'>): number {
  return plan.minAnswered ?? 1;
}
