import {
  type EarnedLevel,
  fullWeightBp,
  type Level,
  type PlanCriterion,
  type PlanDocument,
  type PlanIndicator,
  type PlanQuestion,
  planLimits,
  type Threshold,
  weightOf,
} from './plan-document.js';

export interface EditedPlan {
  document: PlanDocument;
  /** What was removed: an id never stands for something else, or versions could not be compared. */
  retiredIds: string[];
}

export type PlanList = 'criteria' | 'questions' | 'indicators';

export type PlanEdit =
  | { kind: 'changePlan'; changes: Partial<Pick<PlanDocument, 'language' | 'minAnswered'>> }
  | { kind: 'addCriterion' }
  | { kind: 'addQuestion' }
  | { kind: 'addPoint'; criterion: string }
  | { kind: 'remove'; list: PlanList; id: string }
  | { kind: 'move'; list: PlanList; id: string; by: number }
  | { kind: 'changeCriterion'; id: string; changes: Partial<Pick<PlanCriterion, 'title' | 'weightBp'>> }
  | { kind: 'setAnchor'; id: string; level: Level; text: string }
  | { kind: 'setThreshold'; id: string; level: EarnedLevel; changes: Partial<Threshold> }
  | { kind: 'changePoint'; id: string; changes: Partial<Omit<PlanIndicator, 'id' | 'criterion'>> }
  | { kind: 'changeQuestion'; id: string; changes: Partial<Omit<PlanQuestion, 'id'>> };

/** What a plan is after a change; the same plan where the change cannot be made. */
export function edited(plan: EditedPlan, edit: PlanEdit): EditedPlan {
  const { document } = plan;
  const withDocument = (changes: Partial<PlanDocument>) => ({ ...plan, document: { ...document, ...changes } });
  switch (edit.kind) {
    case 'changePlan':
      return withDocument(edit.changes);
    case 'addCriterion':
      return isFull(document, 'criteria')
        ? plan
        : withDocument({ criteria: [...document.criteria, newCriterion(plan)] });
    case 'addQuestion':
      return isFull(document, 'questions')
        ? plan
        : withDocument({ questions: [...document.questions, newQuestion(plan)] });
    case 'addPoint':
      return isFull(document, 'indicators')
        ? plan
        : withDocument({ indicators: [...document.indicators, newPoint(plan, edit.criterion)] });
    case 'remove':
      return removed(plan, edit.list, edit.id);
    case 'move':
      return withDocument(moved(document, edit.list, edit.id, edit.by));
    case 'changeCriterion':
      return withDocument({ criteria: changedEntry(document.criteria, edit.id, () => edit.changes) });
    case 'setAnchor': {
      const { id, level, text } = edit;
      const criteria = changedEntry(document.criteria, id, ({ anchors }) => ({
        anchors: { ...anchors, [level]: text },
      }));
      return withDocument({ criteria });
    }
    case 'setThreshold': {
      const { id, level, changes } = edit;
      const criteria = changedEntry(document.criteria, id, ({ levelRule }) => ({
        levelRule: { ...levelRule, [level]: { ...levelRule[level], ...changes } },
      }));
      return withDocument({ criteria });
    }
    case 'changePoint':
      return withDocument({
        indicators: changedEntry(document.indicators, edit.id, () => edit.changes).map(consistent),
      });
    case 'changeQuestion':
      return withDocument({ questions: changedEntry(document.questions, edit.id, () => edit.changes) });
  }
}

export const isFull = (document: PlanDocument, list: PlanList): boolean => document[list].length >= planLimits[list];

/** A plan asks and judges something: its last question and its last criterion stay. */
export const isLast = (document: PlanDocument, list: PlanList): boolean =>
  list !== 'indicators' && document[list].length === 1;

/** As it is sent: an idea without a wording is none, and the number is that of the version it becomes. */
export function documentToSend(document: PlanDocument, version: number): PlanDocument {
  const indicators = document.indicators.map((point) => ({
    ...point,
    ideas: point.ideas.filter(({ any }) => any.length > 0),
  }));
  return { ...document, version, indicators };
}

/** As it is edited: every point has room for both ideas. */
export function documentToEdit(document: PlanDocument): PlanDocument {
  const indicators = document.indicators.map((point) => {
    const names = ['first', 'second'].filter((id) => !point.ideas.some((idea) => idea.id === id));
    const lacking = names.slice(0, Math.max(0, 2 - point.ideas.length)).map((id) => ({ id, any: [] }));
    return lacking.length === 0 ? point : { ...point, ideas: [...point.ideas, ...lacking] };
  });
  return { ...document, indicators };
}

function changedEntry<T extends { id: string }>(
  entries: T[],
  id: string,
  change: (entry: T) => Partial<NoInfer<T>>,
): T[] {
  return entries.map((entry) => (entry.id === id ? { ...entry, ...change(entry) } : entry));
}

/** Only a contradiction leaves a highest level, and no level can require one. */
function consistent(point: PlanIndicator): PlanIndicator {
  if (point.polarity === 'contradiction') return { ...point, core: false, cap: point.cap ?? 2 };
  const { cap: _, ...positive } = point;
  return positive;
}

function removed(plan: EditedPlan, list: PlanList, id: string): EditedPlan {
  const { document, retiredIds } = plan;
  if (isLast(document, list) || !document[list].some((entry) => entry.id === id)) return plan;
  const left = { ...document, [list]: document[list].filter((entry) => entry.id !== id) } as PlanDocument;
  const withIt = list === 'criteria' ? document.indicators.filter(({ criterion }) => criterion === id) : [];
  const indicators = left.indicators
    .filter((point) => !withIt.includes(point))
    .map((point) =>
      list === 'questions' ? { ...point, questions: point.questions.filter((question) => question !== id) } : point,
    );
  return {
    document: { ...left, indicators },
    retiredIds: [...retiredIds, id, ...withIt.map((point) => point.id)],
  };
}

/** By some places, over no end; a point among those of its own criterion. */
function moved(document: PlanDocument, list: PlanList, id: string, by: number): Partial<PlanDocument> {
  const entries: { id: string; criterion?: string }[] = document[list];
  const moving = entries.find((entry) => entry.id === id);
  if (moving === undefined) return {};
  const places = entries.map((_, at) => at).filter((at) => entries[at]!.criterion === moving.criterion);
  const beside = places.map((at) => entries[at]!);
  const to = beside.indexOf(moving) + by;
  if (beside[to] === undefined) return {};
  const others = beside.filter((entry) => entry !== moving);
  const inOrder = [...others.slice(0, to), moving, ...others.slice(to)];
  const after = [...entries];
  for (const [nth, at] of places.entries()) after[at] = inOrder[nth]!;
  return { [list]: after };
}

function freshId({ document, retiredIds }: EditedPlan, list: PlanList, prefix: string): string {
  const taken = [...document[list].map(({ id }) => id), ...retiredIds];
  const numbers = taken.flatMap((id) => (new RegExp(`^${prefix}\\d+$`).test(id) ? Number(id.slice(1)) : []));
  return `${prefix}${Math.max(0, ...numbers) + 1}`;
}

function newCriterion(plan: EditedPlan): PlanCriterion {
  return {
    ...{ id: freshId(plan, 'criteria', 'c'), title: '' },
    weightBp: Math.max(0, fullWeightBp - weightOf(plan.document)),
    levelRule: { 2: { any: 1, core: 0 }, 3: { any: 2, core: 1 }, 4: { any: 3, core: 2 }, 5: { any: 4, core: 2 } },
    anchors: { 1: '', 2: '', 3: '', 4: '', 5: '' },
  };
}

function newPoint(plan: EditedPlan, criterion: string): PlanIndicator {
  return {
    ...{ id: freshId(plan, 'indicators', 'i'), criterion, polarity: 'positive', core: false },
    questions: plan.document.questions.map(({ id }) => id),
    ...{ window: 12, text: '', counts: '', doesNotCount: '' },
    ideas: [
      { id: 'first', any: [] },
      { id: 'second', any: [] },
    ],
  };
}

function newQuestion(plan: EditedPlan): PlanQuestion {
  const id = freshId(plan, 'questions', 'q');
  return { id, thinkSeconds: 60, answerSeconds: 180, minSpeechSeconds: 20, text: '' };
}
