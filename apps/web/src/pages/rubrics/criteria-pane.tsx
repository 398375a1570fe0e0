import { Button, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { CriterionLetter } from '../../answers/criterion-letter.js';
import { EntryButtons } from './entry-buttons.js';
import { onEntryKeys } from './entry-keys.js';
import { NumberField } from './number-field.js';
import { fullWeightBp } from './plan-document.js';
import { usePlanEditor } from './plan-editor.js';
import { isFull } from './plan-edits.js';
import classes from './rubrics.module.css';
import { WeightBar } from './weight-bar.js';

interface CriteriaPaneProps {
  chosenId: string;
  onChoose: (id: string) => void;
}

/** All criteria with their weights; one of them is open beside it. */
export function CriteriaPane({ chosenId, onChoose }: CriteriaPaneProps) {
  const { t } = useTranslation('editor');
  const { document, edit, move, problemsAt, ...editor } = usePlanEditor();
  const add = () => editor.add({ kind: 'addCriterion' }, 'criteria');
  return (
    <section
      aria-labelledby="criteria"
      className={`${classes['pane']} ${classes['beside']} ${classes['criteriaPane']}`}
    >
      <h2 id="criteria" className={classes['paneTitle']}>
        {useTranslation('rubrics').t('criteria')}
      </h2>
      <WeightBar document={document} />
      <ol className={classes['criteria']}>
        {document.criteria.map(({ id, title, weightBp }, place) => {
          const name = title.trim() || t('untitled');
          return (
            <li
              key={id}
              className={`${classes['criterion']} ${id === chosenId ? classes['chosen'] : ''}`}
              onKeyDown={onEntryKeys({ move: (by) => move('criteria', id, by, name), add })}
            >
              <button
                type="button"
                className={classes['choose']}
                aria-current={id === chosenId ? 'true' : undefined}
                onClick={() => onChoose(id)}
              >
                <CriterionLetter place={place} />
                <bdi>{name}</bdi>
              </button>
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
        })}
      </ol>
      <Button
        variant="default"
        leftSection={<IconPlus size={20} aria-hidden />}
        disabled={isFull(document, 'criteria')}
        onClick={add}
      >
        {t('addCriterion')}
      </Button>
      <Text size="sm" c="dimmed">
        {t('keys', { up: 'Alt+↑', down: 'Alt+↓', another: 'Ctrl+Enter' })}
      </Text>
    </section>
  );
}
