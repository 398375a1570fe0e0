import { Anchor, Group, List, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { formatClock, formatDate } from '../../i18n/format.js';
import { languageName } from '../../i18n/names.js';
import { Part } from '../../shell/part.js';
import { StatusBadge } from '../../shell/status-badge.js';
import { levels, type PlanDocument } from '../rubrics/plan-document.js';
import type { PlanVersion } from '../rubrics/rubric-queries.js';
import classes from './staff-openings.module.css';

/** What the interview asks and by what the answers are compared; a published version never changes. */
export function PlanOverview({ version }: { version: PlanVersion }) {
  const { t, i18n } = useTranslation('staffOpenings');
  const { document, number, state, publishedAt } = version;
  return (
    <>
      <Part title={t('plan', { number })}>
        <Group gap="sm" mb="sm">
          <StatusBadge kind={state === 'published' ? 'done' : 'next'}>{t(`planState.${state}`)}</StatusBadge>
          {publishedAt !== null && (
            <Text size="sm">{t('published', { date: formatDate(publishedAt, i18n.language) })}</Text>
          )}
        </Group>
        <Text>{t('frozen')}</Text>
        <Anchor component={Link} to={`/console/rubrics/${version.planId}?version=${version.id}`}>
          {t('toPlan')}
        </Anchor>
        <Text>{t('planLanguage', { language: languageName(document.language, i18n.language) })}</Text>
      </Part>
      <Part title={t('questions')}>
        <Questions document={document} />
      </Part>
      <Part title={t('criteria')}>
        <Criteria document={document} />
      </Part>
    </>
  );
}

function Questions({ document: { questions, language } }: { document: PlanDocument }) {
  const { t } = useTranslation('staffOpenings');
  return (
    <List type="ordered" spacing="sm">
      {questions.map(({ id, text, thinkSeconds, answerSeconds }) => (
        <List.Item key={id}>
          <Text lang={language} dir="auto">
            {text}
          </Text>
          <Text size="sm" c="dimmed">
            {t('limits', { answer: formatClock(answerSeconds), think: formatClock(thinkSeconds) })}
          </Text>
        </List.Item>
      ))}
    </List>
  );
}

/** Each with its weight; the sentences of its levels are behind a fold. */
function Criteria({ document: { criteria, language, interval } }: { document: PlanDocument }) {
  const { t } = useTranslation('staffOpenings');
  return (
    <Stack gap="md">
      {criteria.map(({ id, title, weightBp, anchors }) => (
        <div key={id}>
          <Title order={3} size="16px">
            <bdi lang={language}>{title}</bdi> · <Text span>{t('weight', { percent: weightBp / 100 })}</Text>
          </Title>
          <details>
            <summary className={classes['summary']}>{t('levels')}</summary>
            <ol lang={language} dir="auto">
              {levels.map((level) => (
                <li key={level}>{anchors[level]}</li>
              ))}
            </ol>
          </details>
        </div>
      ))}
      <Text size="sm" c="dimmed">
        {t('interval', { level: Math.round(interval.level * 100) })}
      </Text>
    </Stack>
  );
}
