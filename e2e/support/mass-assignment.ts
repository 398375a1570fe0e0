import type { Problem } from '@guildhall/errors';
import { type Exchange, problemOf } from './exchange.js';
import { committedDocument, type Operation, type Schema } from './operations.js';
import { type KnownIds, knownRequests } from './requests.js';

/** The property names of everything that the API answers with. */
export function answeredNames(): string[] {
  const schemas = Object.values(committedDocument().components.schemas);
  return [...new Set(schemas.flatMap((schema) => [...namesIn(schema)]))];
}

function* namesIn(schema: Schema): Generator<string> {
  for (const [name, inner] of Object.entries(schema.properties ?? {})) {
    yield name;
    yield* namesIn(inner);
  }
  if (schema.items) yield* namesIn(schema.items);
}

export interface Overfull {
  /** Where the names were put: the empty path is the body itself. */
  path: string;
  body: object;
  /** Names that a client may choose there. */
  chosen: string[];
}

/** The least valid body with every name in it that it does not have, and the same for the objects inside. */
export function overfullBodies({ name }: Operation, ids: KnownIds, names: readonly string[]): Overfull[] {
  const { body, optional = [], nested = [] } = knownRequests[name]!;
  const least = body!(ids);
  const fill = (object: object) => ({ ...Object.fromEntries(names.map((each) => [each, 'chosen by me'])), ...object });
  return [
    { path: '', body: fill(least), chosen: [...Object.keys(least), ...optional] },
    ...nested.map((path) => {
      const copy = structuredClone(least);
      const { holder, key, inner } = locate(copy, path);
      holder[key] = fill(inner);
      return { path, body: copy, chosen: Object.keys(inner) };
    }),
  ];
}

function locate(root: object, path: string): { holder: Record<string, object>; key: string; inner: object } {
  const steps = path.split('.');
  const key = steps.pop()!;
  const holder = steps.reduce((at, step) => at[step] as Record<string, object>, root as Record<string, object>);
  return { holder, key, inner: holder[key]! };
}

/** The names that were let through, though no client may choose them; all of them unless the answer is a refusal. */
export function letThrough(reply: Exchange, { path, chosen }: Overfull, names: readonly string[]): string[] {
  const errors: Problem['errors'] = reply.status === 422 ? (problemOf(reply).errors ?? null) : null;
  const refused = new Set(errors?.filter(({ message }) => /should not exist/.test(message)).map(({ field }) => field));
  const prefix = path === '' ? '' : `${path}.`;
  return names.filter((name) => !chosen.includes(name) && !refused.has(`${prefix}${name}`));
}
