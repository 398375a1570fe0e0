import { messageOf } from '@guildhall/errors';
import { codeVersion } from '../../apps/interviews/src/code-version.js';
import type { PlanDocument } from '../../apps/interviews/src/plan/plan-document.js';
import { canonicalJson } from '../../apps/interviews/src/scoring/canonical-json.js';
import type { ScorecardEntity } from '../../apps/interviews/src/scoring/scorecard.entity.js';
import type { ScoredInterview } from '../../apps/interviews/src/scoring/scoring-engine.js';
import { ReplyNotStored, replayedEngine, validationDifferences } from './replayed-engine.js';
import { type Difference, scoreDifferences } from './score-differences.js';
import { type ScoredMaterial, scoredMaterial } from './scored-material.js';
import type { StoredScore } from './stored-score.js';
import { differencesFromVotes } from './votes-alone.js';

/**
 * - `same`: the code comes to the stored result, byte for byte.
 * - `different`: it does not, or what went in is not what the record says.
 * - `incomplete`: not all of it can be computed again; `missing` says what is not there, and what was computed agreed. For a result of
 *   other code the differences are only what this code would do otherwise.
 */
export interface ScoreVerdict {
  scorecardId: string;
  outcome: 'same' | 'different' | 'incomplete';
  /** Version of the code that made it. */
  madeBy: string;
  engine: string;
  missing: string | null;
  differences: Difference[];
}

/** Computes a stored result again from its record alone; no model is called, and nothing is written. */
export async function verifyScore(stored: StoredScore): Promise<ScoreVerdict> {
  try {
    return await verdictOn(stored);
  } catch (error) {
    const unreadable = { part: 'record', stored: 'a form that no code has written', recomputed: messageOf(error) };
    return { ...labelOf(stored.scorecard), outcome: 'different', missing: null, differences: [unreadable] };
  }
}

async function verdictOn(stored: StoredScore): Promise<ScoreVerdict> {
  const { scorecard, calls } = stored;
  const { record } = scorecard;
  const lost = record.modelCallIds.filter((id) => calls.every((call) => call.id !== id));
  const material = scoredMaterial(stored);
  const { differences: ofInput } = material;
  if ('missing' in material) return verdictOf(scorecard, material.missing, ofInput, fromVotes(stored));
  if (lost.length > 0) {
    const missing = `${lost.length} of ${record.modelCallIds.length} stored replies are not there`;
    return verdictOf(scorecard, missing, ofInput, fromVotes(stored));
  }
  return verdictOf(scorecard, null, ofInput, [...material.corrections, ...(await recomputed(stored, material))]);
}

/** @param ofInput differences that other code would find, too; those `ofResult` say nothing about a result of other code */
function verdictOf(
  scorecard: ScorecardEntity,
  missing: string | null,
  ofInput: Difference[],
  ofResult: Difference[],
): ScoreVerdict {
  const { record } = scorecard;
  const otherCode = record.codeVersion !== codeVersion;
  const comesTo = ofResult.length === 0 ? 'comes to the same' : 'comes to something else';
  const made = `it was made by code ${record.codeVersion}, and this is ${codeVersion}, which ${comesTo}`;
  const reasons = [...(missing === null ? [] : [missing]), ...(otherCode ? [made] : [])];
  const isDifferent = ofInput.length > 0 || (ofResult.length > 0 && !otherCode);
  return {
    ...labelOf(scorecard),
    outcome: isDifferent ? 'different' : reasons.length > 0 ? 'incomplete' : 'same',
    missing: reasons.length === 0 ? null : reasons.join('; '),
    differences: [...ofInput, ...ofResult],
  };
}

function labelOf({ id, record }: ScorecardEntity): Pick<ScoreVerdict, 'scorecardId' | 'madeBy' | 'engine'> {
  const { engine } = record;
  const named = engine ? `${engine.name} ${engine.version} ${engine.settings}` : 'unknown';
  return { scorecardId: id, madeBy: record.codeVersion, engine: named };
}

async function recomputed(stored: StoredScore, { toScore }: ScoredMaterial): Promise<Difference[]> {
  const { scorecard, calls } = stored;
  const validations = validationDifferences(calls);
  try {
    const engine = replayedEngine(scorecard.record, calls);
    const scored = await engine.score(toScore);
    const made = { name: engine.name, version: engine.version, settings: engine.settings };
    return [
      ...validations,
      ...columnDifferences(scorecard, scored),
      ...scoreDifferences(scorecard.draft, scored.draft),
      ...unequal('engine', scorecard.record.engine, made),
      ...unequal('replies used', scorecard.record.modelCallIds, scored.modelCallIds),
      ...unequal('cost in µ$', scorecard.record.costMicroUsd, scored.costMicroUsd),
    ];
  } catch (error) {
    if (error instanceof ReplyNotStored) {
      const used = { stored: `${calls.length} replies`, recomputed: 'asks for a reply that is not among them' };
      return [...validations, { part: 'replies', ...used }, ...fromVotes(stored)];
    }
    const failed = {
      part: 'computation',
      stored: 'a result',
      recomputed: `fails: ${error instanceof SyntaxError ? 'a reply is no JSON' : messageOf(error)}`,
    };
    return [...validations, failed, ...fromVotes(stored)];
  }
}

/** The columns that ranking reads say what the result says. */
function columnDifferences(scorecard: ScorecardEntity, { draft }: ScoredInterview): Difference[] {
  const { outcome, figures } = draft;
  return [
    ...unequal('column outcome', scorecard.outcome, outcome.kind),
    ...unequal('column total_bp', scorecard.totalBp, figures?.totalBp ?? null),
    ...unequal('column standard_error', scorecard.standardError, figures?.se ?? null),
    ...unequal(
      'column review_required',
      scorecard.reviewRequired,
      outcome.kind === 'ranked' && outcome.reviewReasons.length > 0,
    ),
  ];
}

function fromVotes({ scorecard, planVersion }: StoredScore): Difference[] {
  return planVersion === null ? [] : differencesFromVotes(planVersion.document as PlanDocument, scorecard.draft);
}

function unequal(part: string, stored: unknown, recomputed: unknown): Difference[] {
  const [one, other] = [canonicalJson([stored]), canonicalJson([recomputed])].map((text) => text.slice(1, -1));
  return one === other ? [] : [{ part, stored: one!, recomputed: other! }];
}
