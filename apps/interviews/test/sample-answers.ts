import { readFileSync } from 'node:fs';
import type { PlanDocument } from '../src/plan/plan-document.js';
import { readPlanDocument } from '../src/plan/plan-reading.js';
import type { AnswerForScoring } from '../src/scoring/gates.js';
import { type AnswerSegment, writtenSegments } from '../src/scoring/transcript.js';

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

const samples = new URL('../../../samples/', import.meta.url);

export function sampleAnswers(): SampleAnswer[] {
  return readJson(new URL('sample-answers.json', samples)) as SampleAnswer[];
}

export function sampleAnswer(id: SampleId): SampleAnswer {
  return sampleAnswers().find((sample) => sample.id === id)!;
}

/** What the offline recogniser really heard of the recorded sample, word error and all. */
export function recognisedSegments(id: SampleId): AnswerSegment[] {
  const transcript = readJson(new URL(`transcripts/${id}.json`, samples)) as { segments: AnswerSegment[] };
  return transcript.segments;
}

/** The example plan as the repository ships it. */
export function examplePlan(): PlanDocument {
  return readPlanDocument(examplePlanJson());
}

export function examplePlanJson(): Record<string, unknown> {
  return readJson(new URL('../plans/financial-analyst.json', import.meta.url)) as Record<string, unknown>;
}

/** An answer long enough for every gate, from text or from segments. */
export function answerOf(words: string | readonly AnswerSegment[], question = 'q1'): AnswerForScoring {
  const segments = typeof words === 'string' ? writtenSegments(words) : words;
  return { question, kind: 'recorded', language: 'en', speechSeconds: 60, segments };
}

export interface AttackString {
  id: string;
  lang: string;
  text: string;
}

/** Forty strings that try to talk a grader into something, in six languages. */
export function attackStrings(): AttackString[] {
  return readJson(new URL('data/attacks.json', import.meta.url)) as AttackString[];
}

function readJson(file: URL): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
