import { Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { ConflictNotice } from './conflict-notice.js';
import { CriteriaPane } from './criteria-pane.js';
import { CriterionEditor } from './criterion-editor.js';
import { placeOfPath } from './field-places.js';
import type { PlanCriterion } from './plan-document.js';
import { PlanEditorContext, usePlanEditor } from './plan-editor.js';
import { faultsOf } from './plan-faults.js';
import { PublishStep } from './publish-step.js';
import { QuestionsStep } from './questions-step.js';
import type { Plan, PlanVersion } from './rubric-queries.js';
import classes from './rubrics.module.css';
import { SamplePane } from './sample-pane.js';
import { SaveBar } from './save-bar.js';
import { useEditor, useGoTo } from './use-editor.js';
import { documentOf, type PlanDrafting, type Undo } from './use-plan-draft.js';
import { useProblems } from './use-problems.js';
import type { Sample } from './use-sample.js';

interface EditingProps {
  plan: Plan;
  /** What is changed, or what the changes that are kept were made to. */
  version: PlanVersion;
  drafting: PlanDrafting;
  sample: Sample;
  /** Saving was tried: what is not finished is complained of. */
  wasTried: boolean;
  onTried: (isUnfinished: boolean) => void;
  onPublished: (number: number) => void;
}

const steps = ['criteria', 'questions', 'publish'] as const;
export type Step = (typeof steps)[number];

/** A plan while it is changed: its criteria, its questions, and the step that compares and publishes it. */
export function Editing({ plan, version, drafting, sample, wasTried, onTried, onPublished }: EditingProps) {
  const { t } = useTranslation('editor');
  const [parameters, setParameters] = useSearchParams();
  const [undo, setUndo] = useState<Undo | null>(null);
  const [said, setSaid] = useState('');
  const { kept, hasConflict } = drafting;
  const document = documentOf(kept, version);
  const goTo = useGoTo((path, changed = document) => setParameters(placeOfPath(changed, path)));
  /** Goes to where something is lacking; what lacks nothing is saved. @returns null where nothing was */
  const saved = async (): Promise<PlanVersion | null> => {
    const [first] = faultsOf(document);
    onTried(first !== undefined);
    if (first !== undefined) goTo(first.path);
    return first === undefined ? await drafting.save.mutateAsync().catch(() => null) : null;
  };
  const checked = useProblems({ version, document, wasTried, refusal: drafting.save.error });
  const editor = useEditor({ version, drafting, checked, goTo, onSay: setSaid, onUndoable: setUndo });
  const step = steps.find((each) => each === parameters.get('step')) ?? 'criteria';
  const chosen = document.criteria.find(({ id }) => id === parameters.get('criterion')) ?? document.criteria[0]!;
  const save = () => {
    setUndo(null);
    void saved();
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
            save();
          }}
          onTakeTheirs={() => {
            setUndo({ words: t('discarded'), draft: kept });
            drafting.discard();
          }}
        />
      )}
      {step === 'criteria' && (
        <Criteria
          {...{ version, drafting, sample, chosen, saved }}
          onChoose={(criterion) => setParameters({ step, criterion }, { replace: true })}
        />
      )}
      {step === 'questions' && <QuestionsStep />}
      {step === 'publish' && <Publishing {...{ plan, version, drafting, checked, onPublished }} onGoTo={goTo} />}
      <div role="status" className={classes['said']}>
        {said}
      </div>
      <SaveBar
        {...{ step, version, drafting, undo }}
        hasFaults={wasTried && faultsOf(document).length > 0}
        onSave={save}
        onUndoable={setUndo}
      />
    </PlanEditorContext>
  );
}

interface CriteriaProps extends Pick<EditingProps, 'version' | 'drafting' | 'sample'> {
  chosen: PlanCriterion;
  saved: () => Promise<PlanVersion | null>;
  onChoose: (criterionId: string) => void;
}

/** The three panes. */
function Criteria({ version, drafting: { kept, save }, sample, chosen, saved, onChoose }: CriteriaProps) {
  const { document } = usePlanEditor();
  const preview = async () => {
    const tried = kept ? await saved() : version;
    if (tried) sample.read.mutate(tried);
  };
  return (
    <div className={classes['panes']}>
      <CriteriaPane chosenId={chosen.id} onChoose={onChoose} />
      <CriterionEditor key={chosen.id} criterion={chosen} place={document.criteria.indexOf(chosen)} />
      <SamplePane sample={sample} isSaved={kept === null} isBusy={save.isPending} onPreview={() => void preview()} />
    </div>
  );
}

interface PublishingProps extends Pick<EditingProps, 'plan' | 'version' | 'drafting' | 'onPublished'> {
  checked: ReturnType<typeof useProblems>;
  onGoTo: (path: string) => void;
}

function Publishing({ drafting, ...given }: PublishingProps) {
  const { t } = useTranslation('rubrics');
  return drafting.kept === null ? <PublishStep {...given} /> : <Text>{t('publish.unsaved')}</Text>;
}

function Steps({ step, criterion }: { step: Step; criterion: string }) {
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
