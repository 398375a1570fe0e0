import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldAt } from './field-places.js';
import type { PlanDocument } from './plan-document.js';
import type { PlanEditor } from './plan-editor.js';
import type { PlanVersion } from './rubric-queries.js';
import { documentOf, type PlanDrafting, type Undo } from './use-plan-draft.js';
import type { useProblems } from './use-problems.js';

interface EditorGiven {
  version: PlanVersion;
  drafting: PlanDrafting;
  checked: ReturnType<typeof useProblems>;
  goTo: (path: string, changed?: PlanDocument) => void;
  onSay: (words: string) => void;
  onUndoable: (undo: Undo) => void;
}

/** What the parts of the page change a plan with. */
export function useEditor({ version, drafting, checked, goTo, onSay, onUndoable }: EditorGiven): PlanEditor {
  const { t } = useTranslation('editor');
  const document = documentOf(drafting.kept, version);
  return {
    document,
    edit: (change) => void drafting.edit(version, change),
    add: (change, list) => {
      const changed = drafting.edit(version, change);
      const added = changed[list].at(-1)!;
      goTo(`${list}.${added.id}.${list === 'criteria' ? 'title' : 'text'}`, changed);
    },
    remove: (list, id, name) => {
      const draft = drafting.kept ?? drafting.begun(version);
      drafting.edit(version, { kind: 'remove', list, id });
      onUndoable({ words: t('removed', { name }), draft });
    },
    move: (list, id, by, name) => {
      drafting.edit(version, { kind: 'move', list, id, by });
      const entries: { id: string; criterion?: string }[] = document[list];
      const moving = entries.find((entry) => entry.id === id);
      const beside = entries.filter(({ criterion }) => criterion === moving?.criterion);
      const place = Math.min(beside.length, Math.max(1, beside.findIndex((entry) => entry.id === id) + 1 + by));
      onSay(t('movedTo', { name, place, total: beside.length }));
    },
    problemsAt: (path) =>
      checked.problems
        .filter((problem) => problem.path === path || problem.path.startsWith(`${path}.`))
        .map(({ words }) => words),
  };
}

/** Shows the part of the page that a piece of the plan is changed in, and puts the focus there. */
export function useGoTo(
  show: (path: string, changed?: PlanDocument) => void,
): (path: string, changed?: PlanDocument) => void {
  const wanted = useRef<string | null>(null);
  const [, lookAgain] = useState(0);
  useEffect(() => {
    if (wanted.current === null) return;
    const field = fieldAt(wanted.current);
    if (field === null) return;
    wanted.current = null;
    field.focus();
  });
  return (path, changed) => {
    wanted.current = path;
    show(path, changed);
    lookAgain((times) => times + 1);
  };
}
