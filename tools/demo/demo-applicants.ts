import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ApiProblem } from '../client/api-client.js';
import type { ApplicantClient } from '../client/applicant.js';
import { projectRoot } from '../platform/platform-folder.js';
import type { DemoOptions } from './demo-options.js';

/** Somebody who applies in the demo, with the files they answer with. */
export interface DemoApplicant {
  name: string;
  email: string;
  answers: { question: string; video: string }[];
  isOwn: boolean;
}

const samplesFolder = path.join(projectRoot, 'samples');

export interface DemoSample {
  id: string;
  question: string;
  text: string;
}

export function sampleAnswers(): DemoSample[] {
  return JSON.parse(readFileSync(path.join(samplesFolder, 'sample-answers.json'), 'utf8')) as DemoSample[];
}

/** The six sample answers, and the user's own where there are any. */
export function demoApplicants(options: DemoOptions, questions: string[]): DemoApplicant[] {
  const applicants: DemoApplicant[] = sampleAnswers().map(({ id, question }) => ({
    name: `Sample ${id}`,
    email: `${id}@applicants.example`,
    answers: [{ question, video: path.join(samplesFolder, 'recordings', `${id}.webm`) }],
    isOwn: false,
  }));
  if (options.own) {
    const { name, videos } = options.own;
    const answers = videos.map((video, index) => ({ question: questions[index]!, video }));
    applicants.push({ name, email: 'you@applicants.example', answers, isOwn: true });
  }
  return applicants;
}

/** A recording that was refused: the reason, in the words that the applicant is given. */
export async function recordAnswers(
  client: ApplicantClient,
  applicant: DemoApplicant,
  onProgress: (step: string, share: number) => void,
): Promise<void> {
  for (const { question, video } of applicant.answers) {
    await client.answer(question, video, (share) => onProgress(`uploads ${question}`, 0.2 + 0.2 * share));
  }
}

export function reasonOf(thrown: unknown): string {
  if (thrown instanceof ApiProblem) return `${thrown.problem.code}: ${thrown.problem.detail}`;
  return thrown instanceof Error ? thrown.message : String(thrown);
}
