import { useLocalStorage } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { hasCode } from '../../api/api-problem.js';
import { isSamePlan, type PlanDocument } from './plan-document.js';
import { documentToEdit, type EditedPlan, edited, type PlanEdit } from './plan-edits.js';
import { addVersion, type Plan, type PlanVersion, useVersionKnown } from './rubric-queries.js';

/** Changes that the server does not have yet. */
export interface KeptDraft extends EditedPlan {
  /** The version that they were made to. */
  fromId: string;
  /** Of the newest version at that time: one that is newer comes from somebody else. */
  seenNumber: number;
  keptAt: string;
}

/** What can be taken back, and what it is called. */
export interface Undo {
  words: string;
  draft: KeptDraft;
}

/**
 * What somebody changes in a plan, kept on the device with every stroke until it is saved or discarded. Each saving adds a version:
 * none is ever written over.
 * @param personId whose changes they are: another member of staff at the same device does not find them
 */
export function usePlanDraft(plan: Plan, personId: string) {
  const [kept, store, forget] = useLocalStorage<KeptDraft | null>({
    key: `guildhall-plan-${plan.id}-${personId}`,
    defaultValue: null,
    getInitialValueInEffect: false,
  });
  const now = useRef(kept);
  useEffect(() => {
    now.current = kept;
  }, [kept]);
  const newest = plan.versions.at(-1);
  const { newestOf, know } = useVersionKnown();

  const put = (draft: KeptDraft) => {
    now.current = draft;
    store(draft);
  };
  const drop = () => {
    now.current = null;
    forget();
  };
  const begin = (version: PlanVersion): KeptDraft => ({
    document: documentToEdit(version.document),
    retiredIds: [],
    fromId: version.id,
    seenNumber: newest?.number ?? version.number,
    keptAt: new Date().toISOString(),
  });

  const save = useMutation({
    /** @returns null where somebody else has added a version, which is shown first */
    mutationFn: async (): Promise<PlanVersion | null> => {
      const sent = now.current;
      if (sent === null) return null;
      const last = await newestOf(plan.id);
      if (last && last.number > sent.seenNumber) return null;
      const version = await addVersion(plan.id, sent.document, (last?.number ?? 0) + 1).catch(unlessConflict);
      if (version === null) {
        await newestOf(plan.id);
        return null;
      }
      know(version);
      const later = now.current as KeptDraft | null;
      // What was typed meanwhile are changes to the version that was just added.
      if (later === null || isSamePlan(later.document, sent.document)) drop();
      else put({ ...later, fromId: version.id, seenNumber: version.number });
      return version;
    },
  });

  return {
    kept,
    save,
    /** As it is before anything is changed in it. */
    begun: begin,
    hasConflict: kept !== null && newest !== undefined && newest.number > kept.seenNumber,
    /** @returns the plan as it is now */
    edit: (version: PlanVersion, change: PlanEdit): PlanDocument => {
      const before = now.current ?? begin(version);
      const after = edited(before, change);
      if (after !== before) put({ ...before, ...after, keptAt: new Date().toISOString() });
      return after.document;
    },
    /** Goes back to how it was, where something was removed by mistake. */
    restore: put,
    copy: (version: PlanVersion) => put(begin(version)),
    overtake: () => {
      if (now.current && newest) put({ ...now.current, seenNumber: newest.number });
    },
    discard: drop,
  };
}

/** Somebody else was faster by less than a look. */
function unlessConflict(error: unknown): null {
  if (hasCode(error, 'version_conflict')) return null;
  throw error;
}

export type PlanDrafting = ReturnType<typeof usePlanDraft>;

export const documentOf = (kept: EditedPlan | null, version: PlanVersion): PlanDocument =>
  kept?.document ?? documentToEdit(version.document);
