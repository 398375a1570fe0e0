import { Button, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { CriterionEntry } from './criterion-entry.js';
import { usePlanEditor } from './plan-editor.js';
import { isFull } from './plan-edits.js';
import classes from './rubrics.module.css';
import { useDragOrder } from './use-drag-order.js';
import { WeightBar } from './weight-bar.js';

interface CriteriaPaneProps {
  chosenId: string;
  onChoose: (id: string) => void;
}

/** All criteria with their weights; one of them is open beside it. */
export function CriteriaPane({ chosenId, onChoose }: CriteriaPaneProps) {
  const { t } = useTranslation('editor');
  const { document, move, ...editor } = usePlanEditor();
  const { criteria } = document;
  const add = () => editor.add({ kind: 'addCriterion' }, 'criteria');
  const drag = useDragOrder(
    criteria.map(({ id }) => id),
    (id, by) => move('criteria', id, by, criteria.find((each) => each.id === id)?.title.trim() || t('untitled')),
  );
  return (
    <section
      aria-labelledby="criteria"
      className={`${classes['pane']} ${classes['beside']} ${classes['criteriaPane']}`}
    >
      <h2 id="criteria" className={classes['paneTitle']}>
        {useTranslation('rubrics').t('criteria')}
      </h2>
      <WeightBar document={document} />
      <ol className={classes['criteria']} ref={drag.list}>
        {criteria.map((criterion, place) => (
          <CriterionEntry
            key={criterion.id}
            {...{ criterion, place, drag }}
            isChosen={criterion.id === chosenId}
            onChoose={() => onChoose(criterion.id)}
            onAdd={add}
          />
        ))}
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
