import type { ModelFailure } from '../../model-client/model-failure.js';
import type { AnswerText, TextSpan } from '../transcript.js';
import type { ModelCallRecord } from './model-call-record.js';

/** An indicator as the judge sees it: no weight, no level, no words of the offline matcher, and `id` stays with us. */
export interface JudgePoint {
  id: string;
  text: string;
  counts: string;
  doesNotCount: string;
}

/** Why the answer is judged. A new purpose or seed makes new calls and new rows; nothing is overwritten. */
export type JudgePurpose = 'score' | 'rescore' | 'appeal';

/** One call: the points of one criterion that one question may show, decided once. */
export interface JudgeCall {
  /** Id of what is judged, so that two people with the same words never share a row. It is not sent. */
  subject: string;
  purpose: JudgePurpose;
  seed: string;
  /** 1 is the first model, 2 the larger one for the criteria on which the first did not agree with itself. */
  stage: 1 | 2;
  /** Counts from 1. */
  pass: number;
  /** The same for everybody of one purpose; an appeal has another, so that its order of points is another. */
  orderSalt: string;
  question: { id: string; text: string };
  criterion: string;
  points: readonly JudgePoint[];
  answer: AnswerText;
  /** SHA-256, hex. `media` is null for a written answer. */
  hashes: { media: string | null; transcript: string; plan: string; rubric: string };
}

export interface PointVerdict {
  verdict: 'yes' | 'no' | 'unclear';
  /** As the judge wrote it. Whether it is evidence is decided elsewhere, against the transcript. */
  quote: string | null;
  /** Number of the segment that the judge names: one more than its index in `AnswerText.speakers`. */
  segment: number | null;
  /** Where the quote stands word for word in that segment, as offsets of `AnswerText.text`; null where it does not. */
  span: TextSpan | null;
}

/** `calls` are the stored rows behind the outcome, in order; a failure may have none. */
export type JudgeOutcome =
  | { kind: 'judged'; verdicts: ReadonlyMap<string, PointVerdict>; calls: readonly ModelCallRecord[] }
  | { kind: 'failed'; failure: ModelFailure; calls: readonly ModelCallRecord[] };

/** Decides points from an answer's words alone. It gives no level, no score and no advice; code derives those. */
export interface Judge {
  /** Throws the signal's reason where the caller gave up. */
  judge(call: JudgeCall, signal: AbortSignal): Promise<JudgeOutcome>;
}
