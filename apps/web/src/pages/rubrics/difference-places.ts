import type { PlanCriterion, PlanDocument, PlanIndicator, PlanQuestion } from './plan-document.js';

export type Kind = 'added' | 'removed' | 'changed' | 'moved';

/** As the server finds it. */
export interface Difference {
  path: string;
  kind: Kind;
  before: unknown;
  after: unknown;
}

const lists = ['criteria', 'indicators', 'questions'] as const;
type List = (typeof lists)[number];
type Entry = PlanCriterion | PlanIndicator | PlanQuestion;

/** Where in a plan something stands, in the parts that a page has words for. */
export interface DifferencePlace {
  /** Null for what belongs to the plan as a whole. */
  list: List | null;
  /** Title or text of the entry; null for a list itself, whose order changed. */
  name: string | null;
  /** `anchors`, `levelRule`, `ideas`; null for the entry as a whole. */
  field: string | null;
  /** Of an anchor or a level rule. */
  level: string | null;
}

/** @param document the one that has what changed: the later one, unless it was removed */
export function placeOf({ path, before, after }: Difference, document: PlanDocument): DifferencePlace {
  const [head = '', id, field, level] = path.split('.');
  const list = lists.find((name) => name === head);
  if (list === undefined) return { list: null, name: null, field: head, level: null };
  const entry = document[list].find((each) => each.id === id) ?? asEntry(after) ?? asEntry(before);
  const hasLevel = field === 'anchors' || field === 'levelRule';
  return {
    list,
    name: id === undefined ? null : entry ? nameOf(entry) : id,
    field: field ?? null,
    level: hasLevel ? (level ?? null) : null,
  };
}

export const nameOf = (entry: Entry): string => ('title' in entry ? entry.title : entry.text);

const asEntry = (value: unknown): Entry | undefined =>
  typeof value === 'object' && value !== null && 'id' in value ? (value as Entry) : undefined;

/** Without what changes with every version and says nothing. */
export const tellingDifferences = <T extends { path: string }>(differences: readonly T[]): T[] =>
  differences.filter(({ path }) => path !== 'version' && path !== 'id');
