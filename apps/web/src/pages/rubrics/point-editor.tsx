import { Checkbox, Group, NativeSelect } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EntryButtons } from './entry-buttons.js';
import { IdeaFields } from './idea-fields.js';
import { type PlanIndicator, planLimits } from './plan-document.js';
import { usePlanEditor } from './plan-editor.js';
import { PlanText } from './plan-text.js';
import classes from './rubrics.module.css';

interface PointEditorProps {
  point: PlanIndicator;
  place: number;
  count: number;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

const caps = [1, 2, 3, 4];

/** One observation that is there or not: what it is, what shows it, and where it is looked for. Folded until it is changed or lacks something. */
export function PointEditor({ point, place, count, onKeyDown }: PointEditorProps) {
  const { t } = useTranslation('editor');
  const { problemsAt } = usePlanEditor();
  const { id } = point;
  const name = point.text.trim() || t('point.new');
  // A new one has to be written first.
  const [isUnfolded, setIsUnfolded] = useState(point.text === '');
  const isOpen = isUnfolded || problemsAt(`indicators.${id}`).length > 0;
  return (
    <fieldset
      aria-label={t('point.legend', { place: place + 1, name })}
      className={classes['point']}
      onKeyDown={onKeyDown}
    >
      <div className={classes['pointHead']}>
        <button
          type="button"
          className={classes['choose']}
          aria-expanded={isOpen}
          onClick={() => setIsUnfolded(!isOpen)}
        >
          <span aria-hidden className={classes['sign']}>
            {isOpen ? '–' : '+'}
          </span>
          <bdi>
            {place + 1}. {name}
          </bdi>
        </button>
        <EntryButtons {...{ list: 'indicators', id, name }} isFirst={place === 0} isAtEnd={place === count - 1} />
      </div>
      {isOpen && <PointFields point={point} />}
    </fieldset>
  );
}

function PointFields({ point }: { point: PlanIndicator }) {
  const { t } = useTranslation('editor');
  const { edit } = usePlanEditor();
  const { id, polarity, core, cap } = point;
  const change = (changes: Partial<PlanIndicator>) => edit({ kind: 'changePoint', id, changes });
  return (
    <>
      <PointText point={point} field="text" label={t('point.text')} maximum={planLimits.point.maximum} />
      <Group align="flex-end" gap="md">
        <NativeSelect
          size="md"
          label={t('point.polarity')}
          value={polarity}
          data={(['positive', 'contradiction'] as const).map((value) => ({ value, label: t(`point.${value}`) }))}
          onChange={({ currentTarget }) => change({ polarity: currentTarget.value as PlanIndicator['polarity'] })}
        />
        {polarity === 'contradiction' ? (
          <NativeSelect
            size="md"
            name={`indicators.${id}.cap`}
            label={t('point.cap')}
            value={String(cap ?? 2)}
            data={caps.map(String)}
            onChange={({ currentTarget }) => change({ cap: Number(currentTarget.value) })}
          />
        ) : (
          <Checkbox
            className={classes['tick']}
            label={t('point.core')}
            checked={core}
            onChange={({ currentTarget }) => change({ core: currentTarget.checked })}
          />
        )}
      </Group>
      <fieldset className={classes['part']}>
        <legend>{t('point.sounds')}</legend>
        <PointText point={point} field="counts" label={t('point.counts')} maximum={planLimits.example} />
        <PointText point={point} field="doesNotCount" label={t('point.doesNotCount')} maximum={planLimits.example} />
      </fieldset>
      <Questions point={point} onChange={(questions) => change({ questions })} />
      <IdeaFields point={point} onChange={change} />
    </>
  );
}

interface PointTextProps {
  point: PlanIndicator;
  field: 'text' | 'counts' | 'doesNotCount';
  label: string;
  maximum: number;
}

function PointText({ point, field, label, maximum }: PointTextProps) {
  const { edit } = usePlanEditor();
  return (
    <PlanText
      name={`indicators.${point.id}.${field}`}
      label={label}
      rows={2}
      maxLength={maximum}
      value={point[field]}
      onWrite={(text) => edit({ kind: 'changePoint', id: point.id, changes: { [field]: text } })}
    />
  );
}

interface QuestionsProps {
  point: PlanIndicator;
  onChange: (questions: string[]) => void;
}

/** In which answers a point is looked for. */
function Questions({ point: { id, questions }, onChange }: QuestionsProps) {
  const { t } = useTranslation('editor');
  const { document, problemsAt } = usePlanEditor();
  const path = `indicators.${id}.questions`;
  return (
    <Checkbox.Group
      label={t('point.questions')}
      value={questions}
      error={problemsAt(path).join(' ') || undefined}
      onChange={(chosen) =>
        onChange(document.questions.map((question) => question.id).filter((question) => chosen.includes(question)))
      }
    >
      <Group gap="md">
        {document.questions.map((question, at) => (
          <Checkbox
            key={question.id}
            name={path}
            value={question.id}
            className={classes['tick']}
            label={t('question.legend', { number: at + 1 })}
          />
        ))}
      </Group>
    </Checkbox.Group>
  );
}
