import type { ComparedCandidate, ComparedCriterion, PlayableQuote } from '@guildhall/messages/interviews';
import { levels } from '../plan/level-rule.js';
import type { PlanDocument } from '../plan/plan-document.js';
import type { AnswerEntity } from '../recording/recording.entities.js';
import type { ScorecardEntity } from '../scoring/scorecard.entity.js';
import type { ScorecardCriterion, ScorecardDraft, ScorecardEvidence } from '../scoring/scorecard.js';
import type { CandidatePlace } from './candidate.repository.js';
import { wordInsteadOf } from './scorecard-outline.js';

/** What one candidate is compared by. */
export interface ComparedResult {
  applicationId: string;
  plan: PlanDocument;
  /** Null for those who are not in the ranks. */
  place: CandidatePlace | null;
  scorecard: ScorecardEntity | null;
  answers: readonly AnswerEntity[];
}

/** Of all their plans, in the order in which they stand there. */
export function comparedCriteria(plans: readonly PlanDocument[]): ComparedCriterion[] {
  const byId = new Map<string, ComparedCriterion>();
  for (const { id, title, anchors } of plans.flatMap(({ criteria }) => criteria)) {
    if (!byId.has(id)) byId.set(id, { id, name: title, levels: levels.map((level) => anchors[level]) });
  }
  return [...byId.values()];
}

/** Somebody who is not in the ranks shows no figure, whatever lies in a result that was held out. */
export function comparedCandidate({ applicationId, place, scorecard, answers }: ComparedResult): ComparedCandidate {
  const draft = place && scorecard?.outcome === 'ranked' ? scorecard.draft : null;
  return {
    applicationId,
    rank: place?.rank ?? null,
    band: place?.band ?? null,
    bandSize: place?.bandSize ?? null,
    interval: draft?.figures?.interval ?? null,
    total: draft?.figures?.total ?? null,
    word: draft ? wordOfTotal(draft) : null,
    criteria: (draft?.criteria ?? []).map((score) => ({
      criterionId: score.criterion,
      level: score.level,
      word: wordInsteadOf(score, draft!),
      bestQuote: bestQuote(draft!.evidence, score.criterion, answers),
    })),
  };
}

/** Whether the ranking finds no difference between them: all are in one band of it. */
export function areTied(candidates: readonly Pick<ComparedCandidate, 'band'>[]): boolean {
  const [first] = candidates;
  return first !== undefined && first.band !== null && candidates.every(({ band }) => band === first.band);
}

/** The baseline's total in one word: clear from 4.00; little below 2.00, where no criterion shows anything either. */
function wordOfTotal({ engine, figures, criteria }: ScorecardDraft): ComparedCandidate['word'] {
  if (engine.kind !== 'baseline' || figures === null) return null;
  if (figures.totalBp >= 40_000) return 'clear';
  const isPartial = figures.totalBp >= 20_000 || criteria.some(hasSomething);
  return isPartial ? 'partial' : 'little';
}

function hasSomething({ baseline }: ScorecardCriterion): boolean {
  return baseline !== null && baseline.word !== 'little';
}

/** The one that most votes counted; of several the one that was said first. */
function bestQuote(
  evidence: readonly ScorecardEvidence[],
  criterion: string,
  answers: readonly AnswerEntity[],
): PlayableQuote | null {
  const [best] = evidence
    .filter((each) => each.criterion === criterion && each.polarity === 'positive')
    .sort((a, b) => b.votes.yes - a.votes.yes || a.question.localeCompare(b.question) || startOf(a) - startOf(b));
  if (!best) return null;
  const answer = answers.find(({ questionId }) => questionId === best.question);
  return {
    text: best.quote,
    questionId: best.question,
    takeId: answer?.kind === 'recorded' ? answer.chosenTakeId : null,
    startMs: milliseconds(best.startSeconds),
    endMs: milliseconds(best.endSeconds),
  };
}

const startOf = ({ startSeconds }: ScorecardEvidence) => startSeconds ?? 0;

function milliseconds(seconds: number | null): number | null {
  return seconds === null ? null : Math.round(seconds * 1_000);
}
