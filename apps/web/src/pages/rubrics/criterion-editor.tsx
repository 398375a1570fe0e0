import { Button, Text, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { CriterionLetter } from '../../answers/criterion-letter.js';
import { onEntryKeys } from './entry-keys.js';
import { LevelRuleFields } from './level-rule-fields.js';
import { levels, type PlanCriterion, planLimits, pointsOf } from './plan-document.js';
import { usePlanEditor } from './plan-editor.js';
import { isFull } from './plan-edits.js';
import { PlanText } from './plan-text.js';
import { PointEditor } from './point-editor.js';
import classes from './rubrics.module.css';

/** One criterion: its name, what is observed at each level, what each level needs, and the points that are looked for. */
export function CriterionEditor({ criterion, place }: { criterion: PlanCriterion; place: number }) {
  const { t } = useTranslation('editor');
  const { document, edit, move, problemsAt, ...editor } = usePlanEditor();
  const rubrics = useTranslation('rubrics').t;
  const { id, title } = criterion;
  const points = pointsOf(document, id);
  const add = () => editor.add({ kind: 'addPoint', criterion: id }, 'indicators');
  const error = (path: string) => problemsAt(path).join(' ') || undefined;
  return (
    <section aria-labelledby="criterion" className={classes['pane']} onKeyDown={onEntryKeys({ add })}>
      <h2 id="criterion" className={classes['paneTitle']}>
        <CriterionLetter place={place} /> <bdi>{title.trim() || t('untitled')}</bdi>
      </h2>
      <TextInput
        name={`criteria.${id}.title`}
        label={t('criterion.name')}
        dir="auto"
        lang={document.language}
        maxLength={planLimits.title.maximum}
        value={title}
        error={error(`criteria.${id}.title`)}
        onChange={({ currentTarget }) => edit({ kind: 'changeCriterion', id, changes: { title: currentTarget.value } })}
      />
      <Anchors criterion={criterion} />
      <LevelRuleFields criterion={criterion} />
      <h3 className={classes['partTitle']}>{rubrics('points')}</h3>
      {points.length === 0 && <Text>{rubrics('noPoints')}</Text>}
      {points.map((point, at) => (
        <PointEditor
          key={point.id}
          {...{ point, place: at, count: points.length }}
          onKeyDown={onEntryKeys({ move: (by) => move('indicators', point.id, by, point.text || t('point.new')), add })}
        />
      ))}
      <Button
        variant="default"
        leftSection={<IconPlus size={20} aria-hidden />}
        disabled={isFull(document, 'indicators')}
        onClick={add}
      >
        {t('addPoint')}
      </Button>
    </section>
  );
}

function Anchors({ criterion: { id, anchors } }: { criterion: PlanCriterion }) {
  const { t } = useTranslation('editor');
  const { edit } = usePlanEditor();
  const rubrics = useTranslation('rubrics').t;
  return (
    <fieldset className={classes['part']}>
      <legend className={classes['partTitle']}>{t('criterion.anchors')}</legend>
      <Text size="sm" c="dimmed">
        {t('criterion.anchorsHint')}
      </Text>
      {[...levels].reverse().map((level) => (
        <PlanText
          key={level}
          name={`criteria.${id}.anchors.${level}`}
          label={rubrics('level', { level })}
          rows={3}
          maxLength={planLimits.anchor.maximum}
          value={anchors[level]}
          onWrite={(text) => edit({ kind: 'setAnchor', id, level, text })}
        />
      ))}
    </fieldset>
  );
}
