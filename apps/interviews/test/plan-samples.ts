import { readFileSync } from 'node:fs';
import { repositoryFile } from './repository-file.js';

/** Spoken-style answers to a plan of the library, and sentences that show or deny each of its indicators. */
export interface PlanSamples {
  /** To every question one answer that shows much of what is asked for and one that shows little. */
  answers: { question: string; strong: string; weak: string }[];
  sentences: { indicator: string; question: string; shown: string; denied: string }[];
}

/** @param id of the plan template */
export function planSamples(id: string): PlanSamples {
  const file = repositoryFile(`apps/interviews/test/data/plan-samples/${id}.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as PlanSamples;
}
