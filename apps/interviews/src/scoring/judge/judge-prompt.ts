import { sha256 } from '../../model-client/sha256.js';
import type { JudgeCall, JudgePoint } from './judge.js';
import type { CopiedSegment } from './judge-copy.js';
import type { PromptSecrets } from './prompt-secrets.js';
import { judgePrompt1 } from './prompts/judge-prompt-1.js';
import { pointKey } from './verdict-schema.js';

/** The version that is sent. */
const template = judgePrompt1;

export const templateHash = sha256(template);

export interface JudgePrompt {
  system: string;
  user: string;
}

/** The prompt for points that already stand in their order. */
export function judgePrompt(
  question: string,
  points: readonly JudgePoint[],
  segments: readonly CopiedSegment[],
  secrets: PromptSecrets,
): JudgePrompt {
  const fills: Record<string, string> = { question, points: points.map(pointLine).join('\n'), ...secrets };
  // One pass with a function: a question that contains a placeholder or a `$&` stays as it is.
  const system = template.replaceAll(/\{\{(\w+)\}\}/g, (placeholder, name: string) => fills[name] ?? placeholder);
  const material = JSON.stringify({ segments: segments.map(({ n, text }) => ({ n, t: text })) });
  return { system, user: `${secrets.delimiter}\n${withoutAngles(material)}\n${secrets.delimiter}` };
}

/**
 * Points in the order in which they are asked: by hash, so that no point always comes first, and the same for everybody
 * who is judged by this rubric in this pass.
 */
export function inAskedOrder({ points, hashes, criterion, pass, orderSalt }: JudgeCall): JudgePoint[] {
  const place = (point: JudgePoint) => sha256(JSON.stringify([orderSalt, hashes.rubric, criterion, pass, point.id]));
  return points
    .map((point) => ({ point, place: place(point) }))
    .sort((a, b) => (a.place < b.place ? -1 : 1))
    .map(({ point }) => point);
}

function pointLine({ text, counts, doesNotCount }: JudgePoint, index: number): string {
  return `${pointKey(index)}: ${JSON.stringify({ point: text, counts, doesNotCount })}`;
}

/** Escaped inside JSON strings, the only place where they can occur, so that they parse back to what was said. */
function withoutAngles(json: string): string {
  return json.replaceAll('<', '\\u003c').replaceAll('>', '\\u003e');
}
