import type { CriterionDetails, FlaggedPlace, PointVerdict } from '@guildhall/messages/interviews';
import type { PlanDocument } from '../plan/plan-document.js';
import { answerForScoring } from '../scoring/answers-to-score.js';
import type { ScorecardDraft, ScorecardIndicator } from '../scoring/scorecard.js';
import { answerText, overlaps, type TextSpan } from '../scoring/transcript.js';
import type { SentenceCorrection } from '../transcription/corrected-sentences.js';

/** Each criterion with its points, in the order and the words of the plan. */
export function criteriaDetails(
  { criteria, engine, outcome }: Pick<ScorecardDraft, 'criteria' | 'engine' | 'outcome'>,
  plan: Pick<PlanDocument, 'criteria' | 'indicators'>,
): CriterionDetails[] {
  const isRanked = outcome.kind === 'ranked';
  return plan.criteria.flatMap(({ id }) => {
    const score = criteria.find(({ criterion }) => criterion === id);
    if (!score) return [];
    const points = plan.indicators
      .filter(({ criterion }) => criterion === id)
      .map(({ id: indicator, text, polarity }) => {
        const found = score.indicators.find((each) => each.indicator === indicator);
        const verdict = isRanked ? verdictOf(found) : null;
        return { indicator, text, supports: polarity === 'positive', verdict };
      });
    const hasPasses = isRanked && engine.kind !== 'baseline';
    return [{ criterion: id, points, passLevels: hasPasses ? [...score.passLevels] : [] }];
  });
}

/** A yes that nothing shows, or that nobody was clear about, is no "no": it is shown as what it is. */
function verdictOf(found: ScorecardIndicator | undefined): PointVerdict {
  if (!found || found.votes.length === 0) return 'not_evidenced';
  if (found.met) return 'yes';
  const isOpen = found.votes.some(({ unclear, passes }) => unclear > 0 && 2 * unclear >= passes);
  return isOpen || found.refusedQuotes.length > 0 ? 'not_evidenced' : 'no';
}

/** Where an answer speaks to whoever grades it; places that touch are one. */
export function flaggedPlaces(
  transcript: Parameters<typeof answerForScoring>[0],
  corrections: readonly SentenceCorrection[],
): FlaggedPlace[] {
  const { question, segments, flagged = [] } = answerForScoring(transcript, corrections);
  const { text, words } = answerText(segments);
  return merged(flagged).flatMap((span) => {
    const own = words.filter((word) => overlaps(word, span));
    if (own.length === 0) return [];
    const startSeconds = own.find(({ start }) => start !== null)?.start ?? null;
    const endSeconds = own.filter(({ end }) => end !== null).at(-1)?.end ?? null;
    return [{ question, text: text.slice(own[0]!.from, own.at(-1)!.to), startSeconds, endSeconds }];
  });
}

function merged(spans: readonly TextSpan[]): TextSpan[] {
  const apart: TextSpan[] = [];
  for (const span of [...spans].sort((one, other) => one.from - other.from)) {
    const last = apart.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else apart.push({ ...span });
  }
  return apart;
}
