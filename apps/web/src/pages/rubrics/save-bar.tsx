import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ApiProblem } from '../../api/api-problem.js';
import { formatTime } from '../../i18n/format.js';
import { ProblemNotice } from '../../problem/problem-notice.js';
import { Actions } from '../../shell/actions.js';
import { Notice } from '../../shell/notice.js';
import type { Step } from './editing.js';
import type { PlanVersion } from './rubric-queries.js';
import classes from './rubrics.module.css';
import type { PlanDrafting, Undo } from './use-plan-draft.js';

interface SaveBarProps {
  step: Step;
  version: PlanVersion;
  drafting: PlanDrafting;
  undo: Undo | null;
  hasFaults: boolean;
  onSave: () => void;
  onUndoable: (undo: Undo | null) => void;
}

/** What is safe and where, and the one thing to do next. */
export function SaveBar({ step, version, drafting, undo, hasFaults, onSave, onUndoable }: SaveBarProps) {
  const { t, i18n } = useTranslation('editor');
  const shared = useTranslation().t;
  const { kept, save, hasConflict } = drafting;
  const time = (moment: string) => formatTime(moment, i18n.language);
  const isSaved = kept === null;
  // When it was saved stands above, and its button in the step.
  if (isSaved && step === 'publish' && undo === null) return null;
  return (
    <div className={classes['saveBar']}>
      {undo && (
        <Notice kind="info" role="status">
          {undo.words}{' '}
          <button
            type="button"
            className={classes['inline']}
            onClick={() => {
              drafting.restore(undo.draft);
              onUndoable(null);
            }}
          >
            {t('undo')}
          </button>
        </Notice>
      )}
      {hasFaults && <Notice kind="error">{t('fault.some')}</Notice>}
      {save.isError && <Refused error={save.error} />}
      <Actions>
        {!isSaved && !hasConflict && (
          <Button loading={save.isPending} onClick={onSave}>
            {t('save')}
          </Button>
        )}
        {isSaved && step !== 'publish' && (
          <Button component={Link} to="?step=publish">
            {t('toPublish')}
          </Button>
        )}
        {!isSaved && (
          <Button
            variant="default"
            onClick={() => {
              onUndoable({ words: t('discarded'), draft: kept });
              drafting.discard();
            }}
          >
            {t('discard')}
          </Button>
        )}
        <Text component="span" c="dimmed" role="status">
          {isSaved ? shared('saved', { time: time(version.createdAt) }) : t('kept', { time: time(kept.keptAt) })}
        </Text>
      </Actions>
    </div>
  );
}

function Refused({ error }: { error: unknown }) {
  const { t } = useTranslation('editor');
  const isForm = error instanceof ApiProblem && error.code === 'validation_failed';
  return isForm ? <Notice kind="error">{t('fault.refused')}</Notice> : <ProblemNotice error={error} />;
}
