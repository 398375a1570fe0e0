import { List, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CriterionLetter } from '../../answers/criterion-letter.js';
import { formatClock } from '../../i18n/format.js';
import { languageName } from '../../i18n/names.js';
import { Part } from '../../shell/part.js';
import {
  earnedLevels,
  levels,
  type PlanCriterion,
  type PlanDocument,
  type PlanIndicator,
  percent,
  pointsOf,
} from './plan-document.js';
import own from './plan-reading.module.css';
import classes from './rubrics.module.css';
import { WeightBar } from './weight-bar.js';

/** A plan to be read: what is judged and what is asked. */
export function PlanReading({ document }: { document: PlanDocument }) {
  const { t, i18n } = useTranslation('rubrics');
  return (
    <Stack gap="xl" className={own['reading']}>
      <Part title={t('criteria')}>
        <WeightBar document={document} />
        {document.criteria.map((criterion, place) => (
          <ReadCriterion key={criterion.id} {...{ document, criterion, place }} />
        ))}
      </Part>
      <Part title={t('questions')}>
        <Text>{t('language', { language: languageName(document.language, i18n.language) })}</Text>
        <Text>{t('minAnswered', { answers: document.minAnswered ?? 1 })}</Text>
        <ol className={own['asked']}>
          {document.questions.map(({ id, text, thinkSeconds, answerSeconds }) => (
            <li key={id}>
              <Text lang={document.language} dir="auto">
                {text}
              </Text>
              <Text size="sm" c="dimmed">
                {t('limits', { answer: formatClock(answerSeconds), think: formatClock(thinkSeconds) })}
              </Text>
            </li>
          ))}
        </ol>
      </Part>
    </Stack>
  );
}

interface ReadCriterionProps {
  document: PlanDocument;
  criterion: PlanCriterion;
  place: number;
}

function ReadCriterion({
  document,
  criterion: { id, title, weightBp, anchors, levelRule },
  place,
}: ReadCriterionProps) {
  const { t } = useTranslation('rubrics');
  const points = pointsOf(document, id);
  return (
    <section className={own['read']}>
      <h3 className={classes['paneTitle']}>
        <CriterionLetter place={place} /> <bdi>{title}</bdi>
      </h3>
      <Text>{t('weight', { percent: percent(weightBp) })}</Text>
      <dl className={own['levels']}>
        {[...levels].reverse().map((level) => (
          <div key={level}>
            <dt>{t('level', { level })}</dt>
            <dd lang={document.language} dir="auto">
              {anchors[level]}
            </dd>
          </div>
        ))}
      </dl>
      <List size="sm" spacing={0}>
        {[...earnedLevels].reverse().map((level) => {
          const { any, core } = levelRule[level];
          return <List.Item key={level}>{t(core > 0 ? 'rule' : 'ruleWithoutCore', { level, any, core })}</List.Item>;
        })}
      </List>
      <h4 className={classes['partTitle']}>{t('points')}</h4>
      {points.length === 0 && <Text>{t('noPoints')}</Text>}
      <ol className={own['asked']}>
        {points.map((point) => (
          <ReadPoint key={point.id} point={point} language={document.language} />
        ))}
      </ol>
    </section>
  );
}

function ReadPoint({ point, language }: { point: PlanIndicator; language: string }) {
  const { t } = useTranslation('rubrics');
  const { text, core, cap, counts, doesNotCount } = point;
  const examples = [
    { words: t('counts'), example: counts },
    { words: t('doesNotCount'), example: doesNotCount },
  ].filter(({ example }) => example !== '');
  return (
    <li>
      <Text lang={language} dir="auto">
        {text}
      </Text>
      {cap !== undefined && <Text size="sm">{t('contradiction', { cap })}</Text>}
      {core && <Text size="sm">{t('required')}</Text>}
      {examples.map(({ words, example }) => (
        <Text key={words} size="sm" c="dimmed">
          {words}: <bdi lang={language}>{example}</bdi>
        </Text>
      ))}
    </li>
  );
}
