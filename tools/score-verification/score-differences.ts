import { canonicalJson } from '../../apps/interviews/src/scoring/canonical-json.js';
import type { ScorecardDraft } from '../../apps/interviews/src/scoring/scorecard.js';

/** One thing that is stored otherwise than the code computes it. Words that somebody said are not shown. */
export interface Difference {
  /** Such as `total` or `level of criterion verification`. */
  part: string;
  stored: string;
  recomputed: string;
}

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What an entry of a list is told apart by, so that one that is missing does not shift the others. */
const keys = ['criterion', 'indicator', 'question', 'pass'] as const;
/** Texts in a result that are an applicant's words. */
const spoken: ReadonlySet<string> = new Set(['quote']);
const longestShown = 80;
const order = [/^(?:figures|withheldFigures|outcome)/, /^criteria\.[^.]+\.(?:level|baseline)\b/, /\.flags$/];

/** Compares two results as canonical JSON, byte for byte. An empty list says that they are the same. */
export function scoreDifferences(stored: ScorecardDraft, recomputed: ScorecardDraft): Difference[] {
  if (canonicalJson(stored) === canonicalJson(recomputed)) return [];
  const [before, after] = [leavesOf(stored), leavesOf(recomputed)];
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
  paths.sort((one, other) => placeOf(one) - placeOf(other));
  const differences = paths.flatMap((path): Difference[] => {
    const [one, other] = [before.get(path), after.get(path)];
    return one === other ? [] : [{ part: nameOf(path), stored: shown(path, one), recomputed: shown(path, other) }];
  });
  if (differences.length > 0) return differences;
  return [{ part: 'order of entries', stored: 'another', recomputed: 'that of the code' }];
}

/** What a decision rests on comes first, what it was made from behind. */
function placeOf(path: string): number {
  const place = order.findIndex((pattern) => pattern.test(path));
  return place === -1 ? order.length : place;
}

/** Each value that is no object by its path. Lists of entries with a key are taken apart, others are one value. */
function leavesOf(draft: ScorecardDraft): Map<string, string> {
  const leaves = new Map<string, string>();
  const visit = (value: Json, path: string): void => {
    const entries = entriesOf(value);
    if (!entries || entries.length === 0) leaves.set(path, JSON.stringify(value));
    else for (const [key, inner] of entries) visit(inner, path === '' ? key : `${path}.${key}`);
  };
  visit(JSON.parse(canonicalJson(draft)) as Json, '');
  return leaves;
}

function entriesOf(value: Json): [string, Json][] | null {
  if (typeof value !== 'object' || value === null) return null;
  if (!Array.isArray(value)) return Object.entries(value);
  const list = value as readonly Json[];
  const named = list.map((entry): [string, Json] => [keyOf(entry), entry]);
  return named.every(([key]) => key !== '') && new Set(named.map(([key]) => key)).size === named.length ? named : null;
}

function keyOf(entry: Json): string {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return '';
  const record = entry as Record<string, Json>;
  return keys.flatMap((key) => record[key] ?? []).join('/');
}

const names: readonly [RegExp, string][] = [
  [/^(?:figures|withheldFigures)\.(?:total|totalBp)$/, 'total'],
  [/^(?:figures|withheldFigures)\.interval\.(.+)$/, 'interval, $1'],
  [/^(?:figures|withheldFigures)\.se$/, 'standard error'],
  [/^criteria\.([^.]+)\.baseline(?:\.(.+))?$/, 'band of criterion $1, $2'],
  [/^criteria\.([^.]+)\.indicators\.([^.]+)\.(.+)$/, 'indicator $2 of criterion $1, $3'],
  [/^criteria\.([^.]+)\.(.+)$/, '$2 of criterion $1'],
  [/^answers\.([^.]+)\.flags$/, 'flags of answer $1'],
  [/^answers\.([^.]+)\.(.+)$/, '$2 of answer $1'],
  [/^evidence\.([^.]+)(?:\.(.+))?$/, 'evidence $1, $2'],
];

function nameOf(path: string): string {
  const named = names.find(([pattern]) => pattern.test(path));
  return named ? path.replace(named[0], named[1]).replace(/, $/, '') : path;
}

function shown(path: string, value: string | undefined): string {
  if (value === undefined) return 'nothing';
  const field = path.slice(path.lastIndexOf('.') + 1);
  if (spoken.has(field) || value.includes('"quote"')) return `words of ${value.length - 2} characters`;
  return value.length > longestShown ? `${value.slice(0, longestShown)}…` : value;
}
