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
  return {
    answers: read(`apps/interviews/plans/${id}.answers.json`),
    sentences: read(`apps/interviews/test/data/plan-samples/${id}.json`),
  };
}

function read<T>(path: string): T {
  return JSON.parse(readFileSync(repositoryFile(path), 'utf8')) as T;
}
