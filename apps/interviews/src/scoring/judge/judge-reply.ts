import type { RejectionReason } from '../../model-client/model-failure.js';
import { unreadable } from '../../model-client/openai-client.js';
import { type RawVerdict, readVerdicts } from './verdict-schema.js';

/** What a chat completion says, whatever it says. */
export interface Completion {
  stopReason: string | null;
  refusal: string | null;
  content: string | null;
  model: string;
  fingerprint: string | null;
  tokens: { input: number; cachedInput: number; output: number } | null;
}

export type CheckedReply =
  | { outcome: 'accepted'; verdicts: RawVerdict[]; fenceStripped: boolean }
  | { outcome: RejectionReason; detail: string; fenceStripped: boolean };

/** Takes a completion out of the vendor's envelope. Throws a `ModelCallError` (retry) for a body that is none. */
export function readCompletion(body: unknown): Completion {
  const reply = asRecord(body);
  const choices = reply['choices'];
  const choice = Array.isArray(choices) ? asRecord(choices[0]) : {};
  const message = asRecord(choice['message']);
  if (Object.keys(message).length === 0) throw unreadable('The reply is no chat completion');
  return {
    stopReason: stringOrNull(choice['finish_reason']),
    refusal: stringOrNull(message['refusal']),
    content: stringOrNull(message['content']),
    model: stringOrNull(reply['model']) ?? 'unnamed',
    fingerprint: stringOrNull(reply['system_fingerprint']),
    tokens: tokensOf(asRecord(reply['usage'])),
  };
}

/**
 * Decides whether a reply may be used: stop reason, refusal, content, canary, JSON (one code fence is taken off), schema,
 * in this order. The quotes are not looked at here; a bad quote is no reason to ask again, which would invite invention.
 */
export function checkReply(completion: Completion, canary: string, points: number): CheckedReply {
  const rejected = (outcome: RejectionReason, detail: string, fenceStripped = false): CheckedReply => ({
    outcome,
    detail,
    fenceStripped,
  });
  const { stopReason, refusal, content } = completion;
  if (stopReason !== 'stop') return rejected('stop_reason', `finish_reason is ${stopReason}`);
  if (refusal !== null && refusal !== '') return rejected('refusal', refusal.slice(0, 200));
  if (content === null || content.trim() === '') return rejected('no_content', 'the message has no content');
  if (leaks(content, canary)) return rejected('canary_leaked', 'the reply contains the secret word');
  const { json, fenceStripped } = unfenced(content);
  const parsed = parseJson(json);
  if (parsed === undefined) return rejected('not_json', `the content is no JSON (${json.length} chars)`, fenceStripped);
  const verdicts = readVerdicts(parsed, points);
  if (typeof verdicts === 'string') return rejected('wrong_schema', verdicts, fenceStripped);
  return { outcome: 'accepted', verdicts, fenceStripped };
}

/** Finds the canary in spite of JSON escapes, upper case, and whatever is put between its characters. */
function leaks(content: string, canary: string): boolean {
  const unescaped = content.replaceAll(/\\u([0-9a-fA-F]{4})/g, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
  return [content, unescaped].some((text) =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]/g, '')
      .includes(canary),
  );
}

function unfenced(content: string): { json: string; fenceStripped: boolean } {
  const fenced = /^\s*```(?:json)?[^\S\n]*\n([\s\S]*?)\n?[^\S\n]*```\s*$/.exec(content);
  return fenced ? { json: fenced[1]!, fenceStripped: true } : { json: content, fenceStripped: false };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function tokensOf(usage: Record<string, unknown>): Completion['tokens'] {
  const input = usage['prompt_tokens'];
  const output = usage['completion_tokens'];
  const cached = asRecord(usage['prompt_tokens_details'])['cached_tokens'];
  if (!isCount(input) || !isCount(output)) return null;
  return { input, cachedInput: isCount(cached) ? Math.min(cached, input) : 0, output };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function stringOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
