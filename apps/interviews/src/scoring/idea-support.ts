import type { PlanIndicator } from '../plan/plan-document.js';
import { ideaMatcher, mentionsOf } from './baseline/idea-matcher.js';
import { tokenize } from './tokens.js';

/**
 * Whether a quote touches the subject of its indicator at all: one idea of either group, denied or not. A judge that
 * says yes with a true quote beside the point has been talked into it or is guessing, and a person looks.
 */
export function supportsIndicator(
  quote: string,
  indicator: Pick<PlanIndicator, 'ideas'>,
  questionStems: ReadonlySet<string>,
): boolean {
  const tokens = tokenize(quote);
  return indicator.ideas.some((idea) => mentionsOf(ideaMatcher(idea, questionStems), tokens).length > 0);
}
