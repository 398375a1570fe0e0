import { IconGripVertical } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { CriterionLetter } from '../../answers/criterion-letter.js';
import { EntryButtons } from './entry-buttons.js';
import { onEntryKeys } from './entry-keys.js';
import { NumberField } from './number-field.js';
import { fullWeightBp, type PlanCriterion } from './plan-document.js';
import { usePlanEditor } from './plan-editor.js';
import classes from './rubrics.module.css';
import type { useDragOrder } from './use-drag-order.js';

interface CriterionEntryProps {
  criterion: PlanCriterion;
  place: number;
  isChosen: boolean;
  drag: ReturnType<typeof useDragOrder>;
  onChoose: () => void;
  onAdd: () => void;
}

/** One criterion in the list: its weight, and what moves it. */
export function CriterionEntry({ criterion, place, isChosen, drag, onChoose, onAdd }: CriterionEntryProps) {
  const { t } = useTranslation('editor');
  const { document, edit, move, problemsAt } = usePlanEditor();
  const { id, title, weightBp } = criterion;
  const name = title.trim() || t('untitled');
  const mark = drag.markOf(place);
  return (
    <li
      className={[classes['criterion'], isChosen && classes['chosen'], mark && classes[mark]].filter(Boolean).join(' ')}
      onKeyDown={onEntryKeys({ move: (by) => move('criteria', id, by, name), add: onAdd })}
    >
      <div className={classes['criterionHead']}>
        <button
          type="button"
          className={classes['choose']}
          aria-current={isChosen ? 'true' : undefined}
          onClick={onChoose}
        >
          <CriterionLetter place={place} />
          <bdi>{name}</bdi>
        </button>
        <span aria-hidden className={classes['handle']} title={t('drag')} {...drag.handleOf(id)}>
          <IconGripVertical size={20} />
        </span>
      </div>
      <div className={classes['criterionTools']}>
        <NumberField
          name={`criteria.${id}.weightBp`}
          label={t('criterion.weight', { name })}
          isLabelHidden
          value={weightBp}
          minimum={0}
          maximum={fullWeightBp}
          unit={100}
          sign="%"
          problems={problemsAt(`criteria.${id}.weightBp`)}
          onChange={(changed) => edit({ kind: 'changeCriterion', id, changes: { weightBp: changed } })}
        />
        <EntryButtons
          {...{ list: 'criteria', id, name }}
          isFirst={place === 0}
          isAtEnd={place === document.criteria.length - 1}
        />
      </div>
    </li>
  );
}
