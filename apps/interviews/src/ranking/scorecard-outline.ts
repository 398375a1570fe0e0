import type { ScorecardOutline } from '@guildhall/messages/interviews';
import type { ScorecardCriterion, ScorecardDraft } from '../scoring/scorecard.js';
import { resultFlags } from './result-flags.js';

/** What lists show of a ranked result, so that they do not read the whole of it. No word of the applicant's is in it. */
export interface StoredOutline extends Omit<ScorecardOutline, 'id' | 'createdAt'> {
  /** Quotes that count. */
  evidenceCount: number;
  flags: string[];
}

/** @throws TypeError for a result that is held out: it has no figures */
export function scorecardOutline(draft: ScorecardDraft): StoredOutline {
  const { engine, outcome, figures } = draft;
  if (figures === null) throw new TypeError('A result that is held out has no outline.');
  return {
    engine: engine.kind === 'baseline' ? 'baseline' : 'model',
    model: `${engine.name} ${engine.version}`.trim(),
    reviewReasons: outcome.kind === 'ranked' ? [...outcome.reviewReasons] : [],
    total: figures.total,
    standardError: figures.se.toFixed(4),
    interval: figures.interval,
    criteria: draft.criteria.map((score) => ({
      ...{ criterion: score.criterion, level: score.level!, word: wordInsteadOf(score, draft) },
      confidence: score.confidence.label,
    })),
    evidenceCount: draft.evidence.length,
    flags: resultFlags(draft),
  };
}

/** What is shown instead of a level that the offline baseline gave; null of a model, beside whose levels its reading is kept as well. */
export function wordInsteadOf(
  { baseline }: Pick<ScorecardCriterion, 'baseline'>,
  { engine }: Pick<ScorecardDraft, 'engine'>,
): ScorecardOutline['criteria'][number]['word'] {
  return engine.kind === 'baseline' ? (baseline?.word ?? null) : null;
}
