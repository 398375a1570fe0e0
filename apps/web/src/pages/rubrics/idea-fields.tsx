import { Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NumberField } from './number-field.js';
import type { PlanIndicator } from './plan-document.js';
import { usePlanEditor } from './plan-editor.js';
import { PlanText } from './plan-text.js';
import classes from './rubrics.module.css';

interface IdeaFieldsProps {
  point: PlanIndicator;
  onChange: (changes: Pick<PlanIndicator, 'ideas'> | Pick<PlanIndicator, 'window'>) => void;
}

const windows = { minimum: 3, maximum: 40 };

/** What the offline engine alone looks for; folded away, unless something in it has to be mended. */
export function IdeaFields({ point: { id, ideas, window }, onChange }: IdeaFieldsProps) {
  const { t } = useTranslation('editor');
  const { problemsAt } = usePlanEditor();
  const path = `indicators.${id}.ideas`;
  const own = problemsAt(path);
  const [isOpen, setIsOpen] = useState(false);
  const [typed, setTyped] = useState<Record<number, string>>({});
  const change = (at: number, text: string) => {
    setTyped((before) => ({ ...before, [at]: text }));
    onChange({ ideas: ideas.map((idea, place) => (place === at ? { ...idea, any: wordingsOf(text) } : idea)) });
  };
  return (
    <details
      className={classes['folded']}
      open={isOpen || own.length > 0}
      onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}
    >
      <summary>{t('point.offline')}</summary>
      <Text size="sm" c="dimmed">
        {t('point.offlineHint')}
      </Text>
      {ideas.map((idea, at) => (
        <PlanText
          key={idea.id}
          name={`${path}.${at}`}
          label={t('point.idea', { number: at + 1 })}
          rows={4}
          // A line that is not finished is none yet, but stays in the field.
          value={sameWordings(typed[at], idea.any) ? typed[at] : idea.any.join('\n')}
          onWrite={(text) => change(at, text)}
        />
      ))}
      {own.length > 0 && ideas.every((_, at) => problemsAt(`${path}.${at}`).length === 0) && (
        <Text size="sm" c="var(--error)">
          {own.join(' ')}
        </Text>
      )}
      <NumberField
        name={`indicators.${id}.window`}
        label={t('point.window')}
        value={window}
        {...windows}
        onChange={(changed) => onChange({ window: changed })}
      />
    </details>
  );
}

const wordingsOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const sameWordings = (typed: string | undefined, kept: readonly string[]): typed is string =>
  typed !== undefined && wordingsOf(typed).join('\n') === kept.join('\n');
