import { readFileSync } from 'node:fs';
import type { PlanDocument } from '../src/plan/plan-document.js';
import { readPlanDocument } from '../src/plan/plan-reading.js';
import { answerForScoring } from '../src/scoring/answers-to-score.js';
import type { AnswerForScoring } from '../src/scoring/gates.js';
import { type AnswerSegment, writtenSegments } from '../src/scoring/transcript.js';
import type { SentenceCorrection } from '../src/transcription/corrected-sentences.js';
import type { TranscriptSegment } from '../src/transcription/speech-to-text.js';
import { repositoryFile } from './repository-file.js';

export const sampleIds = ['excellent', 'good', 'mediocre', 'weak', 'offtopic', 'stuffed'] as const;
export type SampleId = (typeof sampleIds)[number];

/** A spoken answer to the example plan's first question, with what a careful reader finds in it. */
export interface SampleAnswer {
  id: SampleId;
  question: string;
  text: string;
  met: string[];
  /** Levels of the criteria in the plan's order and the total, or that the result is withheld. */
  levels: [number, number, number, string] | 'withheld';
}

export function sampleAnswers(): SampleAnswer[] {
  return readJson('samples/sample-answers.json') as SampleAnswer[];
}

export function sampleAnswer(id: SampleId): SampleAnswer {
  return sampleAnswers().find((sample) => sample.id === id)!;
}

/** What the offline recogniser really heard of the recorded sample, word error and all. */
export function recognisedSegments(id: SampleId): TranscriptSegment[] {
  const transcript = readJson(`samples/transcripts/${id}.json`) as { segments: TranscriptSegment[] };
  return transcript.segments;
}

/** What the speaker of a recorded sample would correct: every sentence to what was read out. */
export function trueCorrections(id: SampleId): SentenceCorrection[] {
  return sampleAnswer(id)
    .text.split(/(?<=[.?!])\s+/)
    .map((text, at) => ({ sentence: at + 1, text }));
}

/** A recognised sample with corrections, as scoring gets it. */
export function correctedSample(id: SampleId, corrections: readonly SentenceCorrection[]): AnswerForScoring {
  return correctedAnswer(recognisedSegments(id), corrections);
}

/** An answer in which these words were heard, with corrections. */
export function correctedAnswer(
  segments: TranscriptSegment[],
  corrections: readonly SentenceCorrection[],
): AnswerForScoring {
  const recorded = { questionId: 'q1', takeId: 'tak_1', language: 'en', speechSeconds: 60 };
  return answerForScoring({ ...recorded, segments }, corrections);
}

/** A sentence of a transcript as an engine hears it, half a second a word. */
export function heardSentence(text: string, n = 1, startSeconds = 0): TranscriptSegment {
  const words = text.split(' ').map((word, at) => ({
    ...{ word, start: startSeconds + at / 2, end: startSeconds + at / 2 + 0.4, confidence: 0.9 },
  }));
  return { n, text, startSeconds, endSeconds: words.at(-1)!.end, words };
}

/** The example plan as the repository ships it. */
export function examplePlan(): PlanDocument {
  return readPlanDocument(examplePlanJson());
}

export function examplePlanJson(): Record<string, unknown> {
  return readJson('apps/interviews/plans/financial-analyst.json') as Record<string, unknown>;
}

/** An answer long enough for every gate, from text or from segments. */
export function answerOf(words: string | readonly AnswerSegment[], question = 'q1'): AnswerForScoring {
  const segments = typeof words === 'string' ? writtenSegments(words) : words;
  return { question, kind: 'recorded', language: 'en', speechSeconds: 60, segments };
}

export interface AttackString {
  id: string;
  /** What it tries; absent of those that were written without one. */
  category?: string;
  lang: string;
  text: string;
}

/** Forty strings that try to talk a grader into something, in six languages. */
export function attackStrings(): AttackString[] {
  return testStrings('attacks');
}

/** Strings of `test/data`, attacks or ordinary answers. */
export function testStrings(
  name: 'attacks' | 'more-attacks' | 'unseen-attacks' | 'fresh-attacks' | 'clean' | 'unseen-clean',
): AttackString[] {
  return readJson(`apps/interviews/test/data/${name}.json`) as AttackString[];
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(repositoryFile(path), 'utf8'));
}
