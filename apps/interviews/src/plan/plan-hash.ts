import { createHash } from 'node:crypto';
import { canonicalJson } from '../scoring/canonical-json.js';
import type { PlanDocument } from './plan-document.js';

/**
 * SHA-256 (lower-case hex) of the plan's canonical JSON, the name of its content in every reproducibility record.
 * Key order and white space do not matter; a field that was left out and one that was written as its default differ.
 */
export function planHash(plan: PlanDocument): string {
  return createHash('sha256').update(canonicalJson(plan), 'utf8').digest('hex');
}
