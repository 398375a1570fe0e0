import { sha256 } from '../../apps/interviews/src/model-client/sha256.js';
import type { PlanDocument } from '../../apps/interviews/src/plan/plan-document.js';
import { planHash } from '../../apps/interviews/src/plan/plan-hash.js';
import { answerForScoring } from '../../apps/interviews/src/scoring/answers-to-score.js';
import { canonicalJson } from '../../apps/interviews/src/scoring/canonical-json.js';
import type { ScorecardEntity } from '../../apps/interviews/src/scoring/scorecard.entity.js';
import type { InterviewToScore } from '../../apps/interviews/src/scoring/scoring-engine.js';
import type { TranscriptEntity } from '../../apps/interviews/src/transcription/transcript.entity.js';
import type { Difference } from './score-differences.js';
import type { StoredScore } from './stored-score.js';

/** What an engine is given again, and what of it is not what the record says it was. */
export interface ScoredMaterial {
  toScore: InterviewToScore;
  /** Found by hashes alone, which all versions of the code make in the same way. */
  differences: Difference[];
  /** Words that this code corrects otherwise than the record says. */
  corrections: Difference[];
}

/** Why a result cannot be computed again, in words. */
export interface Missing {
  missing: string;
  differences: Difference[];
}

/**
 * Gathers from the record what the engine was given: the plan and, by their hashes, the transcripts with the corrections that stood
 * when the result was made. Each is hashed anew and compared with what the record says.
 */
export function scoredMaterial(stored: StoredScore): ScoredMaterial | Missing {
  const { scorecard, planVersion } = stored;
  const { record } = scorecard;
  if (wasErased(scorecard)) return erased(stored);
  if (planVersion === null) return { missing: 'the plan version is not there', differences: [] };
  const plan = planVersion.document as PlanDocument;
  const differences = differing('plan', record.plan, planHash(plan));
  const chosen = new Map<string, TranscriptEntity>();
  for (const [question, recorded] of Object.entries(record.transcripts)) {
    const transcript = transcriptOf(stored.transcripts, question, recorded, record.media[question] ?? null);
    if (!transcript)
      return { missing: `the transcript of ${question} that the record names is not there`, differences };
    chosen.set(transcript.id, transcript);
    differences.push(...differing(`transcript of ${question}`, recorded, sha256(canonicalJson(transcript.segments))));
    differences.push(...differing(`recording of ${question}`, record.media[question] ?? null, transcript.mediaSha256));
  }
  const ordered = stored.transcripts.filter(({ id }) => chosen.has(id));
  const answers = ordered.map((transcript) => answerForScoring(transcript, correctionsOf(stored, transcript)));
  const correctedSha256 = Object.fromEntries(
    answers
      .filter(({ correction }) => correction)
      .map(({ question, segments }) => [question, sha256(canonicalJson(segments))]),
  );
  const corrections: Difference[] = [];
  for (const question of new Set([...Object.keys(correctedSha256), ...Object.keys(record.corrected ?? {})])) {
    const recorded = record.corrected?.[question] ?? null;
    corrections.push(...differing(`corrected words of ${question}`, recorded, correctedSha256[question] ?? null));
  }
  const toScore: InterviewToScore = {
    interviewId: scorecard.interviewId,
    openingId: scorecard.openingId,
    plan,
    planSha256: record.plan,
    answers,
    mediaSha256: record.media,
    transcriptSha256: record.transcripts,
    correctedSha256: record.corrected ?? {},
    purpose: scorecard.purpose,
    seed: record.seed,
    isSampled: false,
    signal: new AbortController().signal,
  };
  return { ...withSample(scorecard, toScore, differences), corrections };
}

/**
 * Whether a result was drawn for a look stands in no column, and in its input hash. Where neither way gives that hash, something
 * that the record names is not what went in.
 */
function withSample(
  scorecard: ScorecardEntity,
  toScore: InterviewToScore,
  differences: Difference[],
): Omit<ScoredMaterial, 'corrections'> {
  const drawn = [false, true].find(
    (isSampled) => inputSha256(scorecard, { ...toScore, isSampled }) === scorecard.inputSha256,
  );
  if (drawn !== undefined) return { toScore: { ...toScore, isSampled: drawn }, differences };
  const recomputed = inputSha256(scorecard, toScore);
  const hash = { part: 'input hash', stored: scorecard.inputSha256, recomputed };
  const { outcome } = scorecard.draft;
  const isSampled = outcome.kind === 'ranked' && outcome.reviewReasons.includes('random_sample');
  return { toScore: { ...toScore, isSampled }, differences: [...differences, hash] };
}

/** As `ScoringResults` makes it; written a second time, so that a change of the one shows here. */
function inputSha256({ record }: ScorecardEntity, toScore: InterviewToScore): string {
  const { interviewId: interview, purpose, seed, isSampled, planSha256 } = toScore;
  const { mediaSha256, transcriptSha256 } = toScore;
  const { name, version, settings } = record.engine;
  const corrected = record.corrected && { correctedSha256: record.corrected };
  const hashes = { planSha256, mediaSha256, transcriptSha256, ...corrected };
  return sha256(canonicalJson({ interview, purpose, seed, isSampled, ...hashes, name, version, settings }));
}

function erased({ deletionId }: StoredScore): Missing {
  const missing = 'what was said was deleted, and with it every quote and hash';
  if (deletionId !== null) return { missing: `${missing} (${deletionId})`, differences: [] };
  return {
    missing,
    differences: [{ part: 'deletion', stored: 'the result of a deletion', recomputed: 'nothing: none is kept' }],
  };
}

/** The function `erase_interview` leaves this. */
function wasErased({ id, inputSha256: hash }: ScorecardEntity): boolean {
  return hash === sha256(`erased:${uuidWithDashes(id)}`);
}

function uuidWithDashes(id: string): string {
  const hex = id.slice(id.indexOf('_') + 1).replaceAll('-', '');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** The one that the record names; where none has its hash, the newest of its recording, so that what was changed shows. */
function transcriptOf(
  transcripts: readonly TranscriptEntity[],
  question: string,
  hash: string,
  media: string | null,
): TranscriptEntity | undefined {
  const own = transcripts.filter(({ questionId }) => questionId === question);
  const named = own.filter(({ transcriptSha256 }) => transcriptSha256 === hash);
  const ofMedia = (each: TranscriptEntity) => each.mediaSha256 === media;
  return named.findLast(ofMedia) ?? named.at(-1) ?? own.findLast(ofMedia);
}

function correctionsOf({ corrections, scorecard }: StoredScore, { id }: TranscriptEntity) {
  return corrections.filter(
    ({ transcriptId, correctedAt }) => transcriptId === id && correctedAt <= scorecard.createdAt,
  );
}

function differing(part: string, stored: string | null, recomputed: string | null): Difference[] {
  return stored === recomputed ? [] : [{ part, stored: stored ?? 'none', recomputed: recomputed ?? 'none' }];
}
