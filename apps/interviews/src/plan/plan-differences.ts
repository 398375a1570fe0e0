import { isDeepStrictEqual } from 'node:util';
import type { PlanDifference } from '@guildhall/messages/interviews';

type Fields = Record<string, unknown>;
type Entry = Fields & { id: string };

/**
 * What is not the same in two plan documents. Lists of questions, criteria, indicators and ideas are compared by the ids of their
 * entries, so that one that was put in between changes no other; lists of words are one value.
 */
export function differencesOf(before: object, after: object): PlanDifference[] {
  return fieldDifferences('', before as Fields, after as Fields);
}

function fieldDifferences(path: string, before: Fields, after: Fields): PlanDifference[] {
  const names = [...Object.keys(after), ...Object.keys(before).filter((name) => !(name in after))];
  return names.flatMap((name) => valueDifferences(path === '' ? name : `${path}.${name}`, before[name], after[name]));
}

function valueDifferences(path: string, before: unknown, after: unknown): PlanDifference[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (before === undefined) return [{ path, kind: 'added', before: null, after }];
  if (after === undefined) return [{ path, kind: 'removed', before, after: null }];
  if (areEntries(before) && areEntries(after)) return listDifferences(path, before, after);
  if (isObject(before) && isObject(after)) return fieldDifferences(path, before, after);
  return [{ path, kind: 'changed', before, after }];
}

function listDifferences(path: string, before: readonly Entry[], after: readonly Entry[]): PlanDifference[] {
  const idsBefore = before.map(({ id }) => id);
  const idsAfter = after.map(({ id }) => id);
  const keptBefore = idsBefore.filter((id) => idsAfter.includes(id));
  const keptAfter = idsAfter.filter((id) => idsBefore.includes(id));
  const changed = after.flatMap((entry) =>
    valueDifferences(
      `${path}.${entry.id}`,
      before.find(({ id }) => id === entry.id),
      entry,
    ),
  );
  const removed = before
    .filter(({ id }) => !idsAfter.includes(id))
    .map((entry): PlanDifference => ({ path: `${path}.${entry.id}`, kind: 'removed', before: entry, after: null }));
  const isMoved = !isDeepStrictEqual(keptBefore, keptAfter);
  return [
    ...(isMoved ? [{ path, kind: 'moved' as const, before: idsBefore, after: idsAfter }] : []),
    ...changed,
    ...removed,
  ];
}

/** Lists whose ids are not unique cannot be told apart by them; publishing refuses such a plan. */
function areEntries(value: unknown): value is Entry[] {
  if (!Array.isArray(value) || !value.every((entry) => isObject(entry) && typeof entry['id'] === 'string'))
    return false;
  return new Set(value.map(({ id }: Entry) => id)).size === value.length;
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
