import { createContext, useContext } from 'react';
import type { PlanDocument } from './plan-document.js';
import type { PlanEdit, PlanList } from './plan-edits.js';

/** A plan that is being changed, for every part of the page that shows or changes a piece of it. */
export interface PlanEditor {
  document: PlanDocument;
  edit: (change: PlanEdit) => void;
  /** Adds an entry behind the others, and shows it to be written. */
  add: (edit: PlanEdit, list: PlanList) => void;
  /** Removes an entry; it can be taken back. @param name what it is called to who reads that it is gone */
  remove: (list: PlanList, id: string, name: string) => void;
  /** Moves an entry by some places, and says so. */
  move: (list: PlanList, id: string, by: number, name: string) => void;
  /** What has to be mended there or below it, in words. */
  problemsAt: (path: string) => string[];
}

export const PlanEditorContext = createContext<PlanEditor | null>(null);

export function usePlanEditor(): PlanEditor {
  const editor = useContext(PlanEditorContext);
  if (editor === null) throw new Error('No plan is being changed here.');
  return editor;
}
