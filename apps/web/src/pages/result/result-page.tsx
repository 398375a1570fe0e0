import { Button, Card, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { hasCode } from '../../api/api-problem.js';
import { reasonsOf } from '../../api/decision-reasons.js';
import type { Schemas } from '../../api/queries.js';
import { formatDate } from '../../i18n/format.js';
import { languageName } from '../../i18n/names.js';
import { QueryState } from '../../problem/query-state.js';
import { PageTitle } from '../../shell/page-title.js';
import { Part } from '../../shell/part.js';
import { StatusBadge } from '../../shell/status-badge.js';
import { useInterview } from '../interview/interview-queries.js';
import { useOpening } from '../openings/opening-queries.js';
import { AppealPart } from './appeal-part.js';
import { Criterion } from './criterion.js';
import { useResult } from './result-queries.js';

type Result = Schemas['ApplicationResult'];

/** Who decided and why, first; then what lay before them. */
export function Component() {
  const { applicationId = '' } = useParams();
  const { t } = useTranslation('result');
  const result = useResult(applicationId);
  if (result.isError && hasCode(result.error, 'application_wrong_stage')) {
    return (
      <Stack maw="66ch" align="flex-start">
        <PageTitle>{t('title')}</PageTitle>
        <Text>{t('notYet')}</Text>
        <ToStatus applicationId={applicationId} />
      </Stack>
    );
  }
  return <QueryState query={result}>{(found) => <Decided result={found} />}</QueryState>;
}

function Decided({ result }: { result: Result }) {
  const { t, i18n } = useTranslation('result');
  const interview = useInterview(result.interviewId);
  const opening = useOpening(result.openingId);
  const { basis, engine, madeBy, comparedAt, criteria } = result;
  const language = interview.data?.language ?? 'en';
  return (
    <Stack maw="66ch" gap="xl">
      <div>
        <PageTitle>{t('title')}</PageTitle>
        {opening.data && (
          <Text c="dimmed">
            <bdi>{opening.data.title}</bdi>
          </Text>
        )}
      </div>
      <Decision decision={result.decision} />
      <Part title={t('before')}>
        <Text>{t(basis === 'compared' && engine === 'baseline' ? 'baseline' : basis)}</Text>
        {madeBy !== null && comparedAt !== null && (
          <Text c="dimmed">{t('madeBy', { engine: madeBy, date: formatDate(comparedAt, i18n.language) })}</Text>
        )}
        {criteria.length > 0 && !i18n.language.startsWith(language) && (
          <Text c="dimmed">{t('criteriaLanguage', { language: languageName(language, i18n.language) })}</Text>
        )}
      </Part>
      {criteria.map((criterion) => (
        <Criterion
          key={criterion.criterion}
          criterion={criterion}
          language={language}
          areWordsGone={criteria.every(({ quotes }) => quotes.length === 0) && isErased(interview.data)}
        />
      ))}
      <AppealPart applicationId={result.applicationId} />
      <Group>
        <Button component="a" href={packetPath(result.applicationId, i18n.language)} download>
          {t('packet')}
        </Button>
        <ToStatus applicationId={result.applicationId} />
      </Group>
    </Stack>
  );
}

/** The same as a file, in the words of the page. */
const packetPath = (applicationId: string, language: string): string =>
  `/v1/me/applications/${applicationId}/result/packet?language=${language.startsWith('ar') ? 'ar' : 'en'}`;

/** There is nothing of any answer any more: it was deleted, and the quotes with it. */
const isErased = (interview: Schemas['Interview'] | undefined): boolean =>
  interview !== undefined &&
  interview.submittedAt !== null &&
  interview.questions.every(({ answer }) => answer === null);

/** While it is on hold there is no result to read. */
const reasons = [...reasonsOf.advance, ...reasonsOf.not_select];

function Decision({ decision: { kind, reasonCode, decidedBy, decidedAt } }: { decision: Result['decision'] }) {
  const { t, i18n } = useTranslation('result');
  const date = formatDate(decidedAt, i18n.language);
  const reason = reasons.find((each) => each === reasonCode);
  return (
    <Card withBorder component="section" aria-label={t('decision')}>
      <div>
        <StatusBadge kind={kind === 'advance' ? 'done' : 'info'}>{t(kind)}</StatusBadge>
      </div>
      <Text mt="xs">{decidedBy === null ? t('byAPerson', { date }) : t('by', { name: decidedBy, date })}</Text>
      {reason && <Text>{t('reason', { reason: t(`reasons.${reason}`) })}</Text>}
    </Card>
  );
}

function ToStatus({ applicationId }: { applicationId: string }) {
  const { t } = useTranslation('result');
  return (
    <Button component={Link} to={`/me/applications/${applicationId}`} variant="default">
      {t('toStatus')}
    </Button>
  );
}
