import { minAnsweredOf, type PlanDocument } from '../plan/plan-document.js';
import { fold } from './folding.js';
import { tokenizeAnswer } from './tokens.js';
import { type AnswerSegment, type AnswerText, answerText, type TextSpan } from './transcript.js';

/** Mean word confidence under which a transcript is too unsure to hold anything against or for an applicant. */
export const minMeanConfidence = 0.4;
/** Nobody speaks faster: more words a second than this were made up by the engine, mostly out of silence. */
const maxWordsPerSecond = 6;

/** One chosen answer, ready to be scored. */
export interface AnswerForScoring {
  /** Id of the question in the plan. */
  question: string;
  kind: 'recorded' | 'written';
  /** BCP 47 tag of the language the answer was given in. */
  language: string;
  /** Seconds of speech measured from the audio, never from the transcript; null for a written answer. */
  speechSeconds: number | null;
  segments: readonly AnswerSegment[];
  /** Where the applicant corrected what was heard: what `segments` were made of. The gate measures it alone. */
  correction?: {
    heard: readonly AnswerSegment[];
    /** More than misheard words was changed. */
    isLarge: boolean;
  };
  /** Parts that were flagged as instructions to a grader or a system, as offsets in `answerText(segments).text`. */
  flagged?: readonly TextSpan[];
}

export const gateReasons = [
  'unsupported_language',
  'too_few_answers',
  'too_little_speech',
  'recognition_unsure',
  'transcript_implausible',
] as const;
export type GateReason = (typeof gateReasons)[number];

/** Why an interview is not judged. Never a low score: silence may be our own fault. */
export interface GateFailure {
  reason: GateReason;
  /** The answer concerned; null where it is the interview as a whole. */
  question: string | null;
  /** What was found and what was asked for, in the unit of the reason; null where it is no number. */
  measured: number | null;
  required: number | null;
}

/**
 * Checks in code before anything is judged: language, number of answers, seconds of speech, recognition. All failures,
 * the most telling first; an empty list opens the gate. `engineLanguages` are the primary subtags the engine can judge.
 */
export function gateFailures(
  plan: PlanDocument,
  answers: readonly AnswerForScoring[],
  engineLanguages: ReadonlySet<string>,
): GateFailure[] {
  const failures = answers.flatMap((answer) => answerFailures(plan, answer, engineLanguages));
  const required = minAnsweredOf(plan);
  if (answers.length < required) {
    failures.push({ reason: 'too_few_answers', question: null, measured: answers.length, required });
  }
  return failures.sort((a, b) => gateReasons.indexOf(a.reason) - gateReasons.indexOf(b.reason));
}

function answerFailures(
  plan: PlanDocument,
  answer: AnswerForScoring,
  engineLanguages: ReadonlySet<string>,
): GateFailure[] {
  const question = plan.questions.find(({ id }) => id === answer.question);
  if (!question) throw new RangeError(`The plan ${plan.id} has no question ${answer.question}.`);
  const failure = (reason: GateReason, measured: number | null, required: number | null): GateFailure[] => [
    { reason, question: answer.question, measured, required },
  ];
  const spoken = primaryLanguage(answer.language);
  if (spoken !== primaryLanguage(plan.language) || !engineLanguages.has(spoken)) {
    return failure('unsupported_language', null, null);
  }
  const text = answerText(answer.correction?.heard ?? answer.segments);
  const speechSeconds = answer.speechSeconds;
  if (tokenizeAnswer(text).length === 0) {
    return failure('too_little_speech', speechSeconds ?? 0, question.minSpeechSeconds);
  }
  if (speechSeconds === null) return [];
  if (speechSeconds < question.minSpeechSeconds) {
    return failure('too_little_speech', speechSeconds, question.minSpeechSeconds);
  }
  const wordsPerSecond = text.words.length / speechSeconds;
  if (wordsPerSecond > maxWordsPerSecond) return failure('transcript_implausible', wordsPerSecond, maxWordsPerSecond);
  const confidence = meanConfidence(text);
  if (confidence !== null && confidence < minMeanConfidence) {
    return failure('recognition_unsure', confidence, minMeanConfidence);
  }
  return [];
}

/** Mean over the words that carry a confidence; null where none does. */
export function meanConfidence(text: AnswerText): number | null {
  const known = text.words.map((word) => word.confidence).filter((confidence) => confidence !== null);
  return known.length === 0 ? null : known.reduce((total, confidence) => total + confidence, 0) / known.length;
}

function primaryLanguage(tag: string): string {
  return fold(tag).split('-')[0]!;
}
