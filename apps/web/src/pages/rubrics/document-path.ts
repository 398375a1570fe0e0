import type { PlanDocument } from './plan-document.js';

const lists = ['criteria', 'indicators', 'questions'] as const;

/**
 * The server counts the entries of lists, `criteria.0.anchors.3`; here they go by their ids, which stay when entries move:
 * `criteria.verification.anchors.3`.
 */
export function pathById(document: PlanDocument, field: string): string {
  const [list, at, ...rest] = field.split('.');
  const entries = lists.find((name) => name === list);
  const entry = entries && at !== undefined ? document[entries][Number(at)] : undefined;
  return entry ? [list, entry.id, ...rest].join('.') : field;
}

/** What stands at a path by ids; undefined where there is nothing. */
export function valueAt(document: PlanDocument, path: string): unknown {
  let node: unknown = document;
  for (const name of path.split('.')) {
    if (typeof node !== 'object' || node === null) return undefined;
    const entry = Array.isArray(node) ? node.find((each) => (each as { id?: string } | null)?.id === name) : undefined;
    node = entry ?? (node as Record<string, unknown>)[name];
  }
  return node;
}

/** Whether the same stands there in both. */
export function isSameAt(one: PlanDocument, other: PlanDocument, path: string): boolean {
  return JSON.stringify(valueAt(one, path)) === JSON.stringify(valueAt(other, path));
}
