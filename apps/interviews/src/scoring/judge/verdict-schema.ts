export interface RawVerdict {
  verdict: 'yes' | 'no' | 'unclear';
  quote: string | null;
  segment: number | null;
}

const verdicts: readonly unknown[] = ['yes', 'no', 'unclear'];
const longestQuote = 2_000;

/** The key under which the point at this place of the order is asked and answered. */
export function pointKey(index: number): string {
  return `i${index + 1}`;
}

/**
 * The strict JSON schema of a reply about `points` points: one required key each, so that none can be missing. The same
 * verdict is written out under every key because some compatible servers refuse `$ref`.
 *
 * @see https://platform.openai.com/docs/guides/structured-outputs#supported-schemas
 */
export function verdictSchema(points: number): Record<string, unknown> {
  const keys = Array.from({ length: points }, (_, index) => pointKey(index));
  const verdict = {
    type: 'object',
    properties: {
      verdict: { type: 'string', enum: verdicts },
      quote: { type: ['string', 'null'] },
      segment: { type: ['integer', 'null'] },
    },
    required: ['verdict', 'quote', 'segment'],
    additionalProperties: false,
  };
  return {
    type: 'object',
    properties: Object.fromEntries(keys.map((key) => [key, verdict])),
    required: keys,
    additionalProperties: false,
  };
}

/** Checks a parsed reply against `verdictSchema(points)`. Returns the verdicts in order, or what is wrong with it. */
export function readVerdicts(reply: unknown, points: number): RawVerdict[] | string {
  if (!isRecord(reply)) return 'the reply is no object';
  const unexpected = Object.keys(reply).find((key) => !/^i\d{1,3}$/.test(key) || Number(key.slice(1)) > points);
  if (unexpected !== undefined) return `unexpected key ${JSON.stringify(unexpected.slice(0, 40))}`;
  const read: RawVerdict[] = [];
  for (let index = 0; index < points; index += 1) {
    const key = pointKey(index);
    if (!Object.hasOwn(reply, key)) return `${key} is missing`;
    const problem = problemOf(reply[key]);
    if (problem) return `${key}: ${problem}`;
    read.push(reply[key] as RawVerdict);
  }
  return Object.keys(reply).length === points ? read : 'a key occurs in two forms';
}

function problemOf(value: unknown): string | null {
  if (!isRecord(value)) return 'no object';
  if (Object.keys(value).length !== 3) return 'not exactly verdict, quote and segment';
  const { verdict, quote, segment } = value;
  if (!verdicts.includes(verdict)) return 'verdict is none of yes, no, unclear';
  if (quote !== null && typeof quote !== 'string') return 'quote is neither a string nor null';
  if (typeof quote === 'string' && quote.length > longestQuote) return `quote is over ${longestQuote} characters`;
  if (segment !== null && !Number.isSafeInteger(segment)) return 'segment is neither an integer nor null';
  return null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
