import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { NumberField } from './number-field.js';
import { earnedLevels, type PlanCriterion } from './plan-document.js';
import { usePlanEditor } from './plan-editor.js';
import classes from './rubrics.module.css';

const mostPoints = 60;

/** What each level needs, as a sentence with two numbers in it. */
export function LevelRuleFields({ criterion: { id, levelRule } }: { criterion: PlanCriterion }) {
  const { t } = useTranslation('editor');
  const { edit, problemsAt } = usePlanEditor();
  return (
    <fieldset className={classes['part']}>
      <legend className={classes['partTitle']}>{t('criterion.rule')}</legend>
      {[...earnedLevels].reverse().map((level) => {
        const path = `criteria.${id}.levelRule.${level}`;
        const problems = problemsAt(path);
        const field = (of: 'any' | 'core', label: string) => (
          <NumberField
            name={`${path}.${of}`}
            label={label}
            isLabelHidden
            value={levelRule[level][of]}
            minimum={0}
            maximum={mostPoints}
            onChange={(count) => edit({ kind: 'setThreshold', id, level, changes: { [of]: count } })}
          />
        );
        return (
          <div key={level}>
            <div className={classes['sentence']}>
              <span>{t('criterion.ruleFrom', { level })}</span>
              {field('any', t('criterion.ruleAny', { level }))}
              <span>{t('criterion.ruleOf')}</span>
              {field('core', t('criterion.ruleRequired', { level }))}
              <span>{t('criterion.ruleCore')}</span>
            </div>
            {problems.length > 0 && (
              <Text size="sm" c="var(--error)">
                {problems.join(' ')}
              </Text>
            )}
          </div>
        );
      })}
      <Text size="sm" c="dimmed">
        {t('criterion.levelOne')}
      </Text>
    </fieldset>
  );
}
