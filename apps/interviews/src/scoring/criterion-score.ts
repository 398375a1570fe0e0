import type { Level } from '../plan/level-rule.js';
import type { PlanCriterion, PlanDocument } from '../plan/plan-document.js';
import { type Confidence, criterionConfidence, levelGap, unknownConfidence } from './confidence.js';
import type { VotedIndicator } from './judged-verdicts.js';
import { capOf, levelOf } from './levels.js';
import type { ReviewReason } from './outcome.js';
import { fromDecimal } from './rational.js';
import { type LevelDistribution, levelDistribution } from './spread.js';
import { bestYesShare, isMet, isMetInAny, isMostlyUnclear, isTied, tally } from './votes.js';

/** A criterion with everything its votes say. Without a level it has no distribution either. */
export interface CriterionScore {
  criterion: PlanCriterion;
  indicators: readonly VotedIndicator[];
  level: Level | null;
  /** Level of each pass by itself, in order of the passes; empty without a level. */
  passLevels: readonly Level[];
  confidence: Confidence;
  distribution: LevelDistribution | null;
  /** Why this criterion asks for a person's look. */
  reviews: readonly ReviewReason[];
}

/** Whether the majority of passes finds an indicator in at least one answer. */
export function isIndicatorMet({ answers }: VotedIndicator): boolean {
  return isMetInAny(answers.map((answer) => tallyOf(answer.votes)));
}

/** A criterion none of whose indicators was asked about, or where a pass is missing, has no level. */
export function criterionScore(
  criterion: PlanCriterion,
  indicators: readonly VotedIndicator[],
  plan: Pick<PlanDocument, 'interval'>,
  passes: number,
): CriterionScore {
  const isJudged = indicators.every(({ complete }) => complete) && indicators.some(({ answers }) => answers.length > 0);
  if (!isJudged) {
    const none = { level: null, passLevels: [], distribution: null, confidence: unknownConfidence, reviews: [] };
    return { criterion, indicators, ...none };
  }
  const level = levelBy(criterion, indicators, isIndicatorMet);
  const passLevels = Array.from({ length: passes }, (_, pass) =>
    levelBy(criterion, indicators, ({ answers }) => answers.some(({ votes }) => votes[pass]?.verdict === 'yes')),
  );
  const tallies = indicators.flatMap(({ answers }) => answers.map(({ votes }) => tallyOf(votes)));
  const confidence = criterionConfidence(tallies, passLevels, level);
  const distribution = distributionOf(criterion, indicators, plan);
  const reviews = reviewsOf({ criterion, indicators, level, passLevels, confidence, distribution, reviews: [] });
  return { criterion, indicators, level, passLevels, confidence, distribution, reviews };
}

function levelBy(
  { levelRule }: PlanCriterion,
  indicators: readonly VotedIndicator[],
  met: (indicator: VotedIndicator) => boolean,
): Level {
  const metIds = new Set(indicators.filter(met).map(({ indicator }) => indicator.id));
  const own = indicators.map(({ indicator }) => indicator);
  return levelOf(levelRule, own, (id) => metIds.has(id));
}

function distributionOf(
  { levelRule }: PlanCriterion,
  indicators: readonly VotedIndicator[],
  plan: Pick<PlanDocument, 'interval'>,
): LevelDistribution {
  const shares = (chosen: (voted: VotedIndicator) => boolean) =>
    indicators.filter(chosen).map(({ answers }) => bestYesShare(answers.map(({ votes }) => tallyOf(votes))));
  const positive = ({ indicator }: VotedIndicator) => indicator.polarity === 'positive';
  const contradictions = indicators.filter((voted) => !positive(voted));
  const votes = {
    levelRule,
    core: shares((voted) => positive(voted) && voted.indicator.core),
    additional: shares((voted) => positive(voted) && !voted.indicator.core),
    contradictions: contradictions.map(({ indicator, answers }) => ({
      cap: capOf(indicator),
      yesShare: bestYesShare(answers.map((answer) => tallyOf(answer.votes))),
    })),
  };
  return levelDistribution(votes, fromDecimal(plan.interval.alpha));
}

function reviewsOf(score: CriterionScore): ReviewReason[] {
  const tallies = score.indicators.flatMap(({ answers }) => answers.map(({ votes }) => tallyOf(votes)));
  const contradictions = score.indicators.filter(({ indicator }) => indicator.polarity === 'contradiction');
  // Any vote counts here, with evidence or without: a lone claim of a contradiction is worth a look.
  const isClaimed = contradictions.some(({ answers }) =>
    answers.some(({ votes }) => votes.some(({ claimed }) => claimed === 'yes')),
  );
  const signs: Partial<Record<ReviewReason, boolean>> = {
    contradiction_vote: isClaimed,
    passes_disagree: levelGap(score.passLevels) >= 1,
    rejected_quote_decisive: levelIfQuotesCounted(score) !== score.level,
    tied_vote: tallies.some(isTied),
    majority_unclear: tallies.some(isMostlyUnclear),
    confidence_low: score.confidence.label === 'low',
    confidence_unknown: score.confidence.label === 'unknown',
  };
  return (Object.keys(signs) as ReviewReason[]).filter((reason) => signs[reason]);
}

/** The level, had every yes been taken at its word. */
function levelIfQuotesCounted({ criterion, indicators }: CriterionScore): Level {
  return levelBy(criterion, indicators, ({ answers }) =>
    answers.some(({ votes }) => isMet(tally(votes.map(({ claimed }) => claimed)))),
  );
}

function tallyOf(votes: VotedIndicator['answers'][number]['votes']) {
  return tally(votes.map(({ verdict }) => verdict));
}
