import { Text } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { ConflictNotice } from './conflict-notice.js';
import { CriteriaPane } from './criteria-pane.js';
import { CriterionEditor } from './criterion-editor.js';
import { fieldAt, placeOfPath } from './field-places.js';
import { type PlanEditor, PlanEditorContext } from './plan-editor.js';
import { faultsOf } from './plan-faults.js';
import { PublishStep } from './publish-step.js';
import { QuestionsStep } from './questions-step.js';
import type { Plan, PlanVersion } from './rubric-queries.js';
import classes from './rubrics.module.css';
import { SamplePane } from './sample-pane.js';
import { SaveBar } from './save-bar.js';
import { documentOf, type KeptDraft, type PlanDrafting } from './use-plan-draft.js';
import { useProblems } from './use-problems.js';
import type { Sample } from './use-sample.js';

interface EditingProps {
  plan: Plan;
  /** What is changed, or what the changes that are kept were made to. */
  version: PlanVersion;
  drafting: PlanDrafting;
  sample: Sample;
  onPublished: (number: number) => void;
}

const steps = ['criteria', 'questions', 'publish'] as const;
export type Step = (typeof steps)[number];

/** A plan while it is changed: its criteria, its questions, and the step that compares and publishes it. */
export function Editing({ plan, version, drafting, sample, onPublished }: EditingProps) {
  const { t } = useTranslation(['rubrics', 'editor']);
  const [parameters, setParameters] = useSearchParams();
  const [wasTried, setWasTried] = useState(false);
  const [undo, setUndo] = useState<{ words: string; draft: KeptDraft } | null>(null);
  const [said, setSaid] = useState('');
  const { kept, save, hasConflict } = drafting;
  const document = documentOf(kept, version);
  const checked = useProblems({ version, document, wasTried, refusal: save.error });
  const step = steps.find((each) => each === parameters.get('step')) ?? 'criteria';
  const chosen = document.criteria.find(({ id }) => id === parameters.get('criterion')) ?? document.criteria[0]!;
  const goTo = useGoTo((path) => setParameters(placeOfPath(document, path)));
  const editor = useEditor({ version, drafting, checked, onSay: setSaid, onUndoable: setUndo });

  /** Says where something is lacking, and goes there. @returns null where nothing was saved */
  const saved = async (): Promise<PlanVersion | null> => {
    const [first] = faultsOf(document);
    setWasTried(first !== undefined);
    setUndo(null);
    if (first !== undefined) goTo(first.path);
    return first === undefined ? await save.mutateAsync().catch(() => null) : null;
  };
  const preview = async () => {
    const tried = kept ? await saved() : version;
    if (tried) sample.read.mutate(tried);
  };
  return (
    <PlanEditorContext value={editor}>
      <Steps step={step} criterion={chosen.id} />
      {hasConflict && kept && (
        <ConflictNotice
          plan={plan}
          fromId={kept.fromId}
          onSaveMine={() => {
            drafting.overtake();
            void saved();
          }}
          onTakeTheirs={() => {
            setUndo({ words: t('editor:discarded'), draft: kept });
            drafting.discard();
          }}
        />
      )}
      {step === 'criteria' && (
        <div className={classes['panes']}>
          <CriteriaPane
            chosenId={chosen.id}
            onChoose={(criterion) => setParameters({ step: 'criteria', criterion }, { replace: true })}
          />
          <CriterionEditor key={chosen.id} criterion={chosen} place={document.criteria.indexOf(chosen)} />
          <SamplePane
            sample={sample}
            isSaved={kept === null}
            isBusy={save.isPending}
            onPreview={() => void preview()}
          />
        </div>
      )}
      {step === 'questions' && <QuestionsStep />}
      {step === 'publish' &&
        (kept === null ? (
          <PublishStep {...{ plan, version, checked, onPublished }} onGoTo={goTo} />
        ) : (
          <Text>{t('publish.unsaved')}</Text>
        ))}
      <div role="status" className={classes['said']}>
        {said}
      </div>
      <SaveBar
        {...{ step, version, drafting, undo }}
        hasFaults={wasTried && faultsOf(document).length > 0}
        onSave={() => void saved()}
        onUndoable={setUndo}
      />
    </PlanEditorContext>
  );
}

function Steps({ step, criterion }: { step: Step; criterion: string }): ReactNode {
  const { t } = useTranslation('rubrics');
  return (
    <nav aria-label={t('steps.label')} className={classes['steps']}>
      {steps.map((each) => (
        <Link
          key={each}
          to={{ search: new URLSearchParams({ step: each, criterion }).toString() }}
          aria-current={each === step ? 'step' : undefined}
          className={classes['step']}
        >
          {t(`steps.${each}`)}
        </Link>
      ))}
    </nav>
  );
}

interface EditorGiven {
  version: PlanVersion;
  drafting: PlanDrafting;
  checked: ReturnType<typeof useProblems>;
  onSay: (words: string) => void;
  onUndoable: (undo: { words: string; draft: KeptDraft } | null) => void;
}

function useEditor({ version, drafting, checked, onSay, onUndoable }: EditorGiven): PlanEditor {
  const { t } = useTranslation('editor');
  const document = documentOf(drafting.kept, version);
  return {
    document,
    edit: (change) => drafting.edit(version, change),
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
function useGoTo(show: (path: string) => void): (path: string) => void {
  const wanted = useRef<string | null>(null);
  const [, lookAgain] = useState(0);
  useEffect(() => {
    if (wanted.current === null) return;
    const field = fieldAt(wanted.current);
    if (field === null) return;
    wanted.current = null;
    field.focus();
  });
  return (path) => {
    wanted.current = path;
    show(path);
    lookAgain((times) => times + 1);
  };
}
