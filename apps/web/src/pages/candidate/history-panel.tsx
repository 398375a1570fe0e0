import { List, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/queries.js';
import { formatDeadline } from '../../i18n/format.js';
import { ProblemNotice } from '../../problem/problem-notice.js';
import { sumsOfSignals } from '../interview/signal-sums.js';
import classes from './candidate.module.css';
import { type CandidateRecord, useSignals } from './candidate-queries.js';
import { historyOf, type Step } from './history.js';
import { NotesPart } from './notes-part.js';

/** What happened, newest first; who decided is named. What the applicant's page noticed stands apart: it counts for nothing. */
export function HistoryPanel({ record }: { record: CandidateRecord }) {
  const { t, i18n } = useTranslation('candidate');
  const signals = useSignals(record.application.id);
  return (
    <Stack gap="lg">
      <ol className={classes['history']}>
        {historyOf(record).map((step) => (
          <li key={`${step.kind} ${step.at} ${step.kind === 'decision' ? step.decision.id : ''}`}>
            <Text size="sm" c="dimmed">
              {formatDeadline(step.at, i18n.language)}
            </Text>
            <StepWords step={step} />
          </li>
        ))}
      </ol>
      <NotesPart applicationId={record.application.id} />
      <section>
        <Title order={3} size="16px">
          {t('signals')}
        </Title>
        <Text size="sm" c="dimmed">
          {t('signalsWhy')}
        </Text>
        {signals.isError && <ProblemNotice error={signals.error} onRetry={() => void signals.refetch()} />}
        {signals.data !== undefined && <Signals signals={signals.data?.data ?? []} />}
      </section>
    </Stack>
  );
}

function StepWords({ step }: { step: Step }) {
  const { t } = useTranslation('candidate');
  if (step.kind === 'decision') {
    const { kind, reasonCode, decidedByName, note } = step.decision;
    const name = decidedByName ?? t('beside.somebody');
    return (
      <>
        <Text fw={600}>{t('step.decided', { decision: t(`choice.${kind}`), name })}</Text>
        <Text>{t('step.reason', { reason: t(`reasons.${reasonCode}`) })}</Text>
        {note !== null && (
          <Text size="sm" dir="auto">
            {t('step.note', { note })}
          </Text>
        )}
      </>
    );
  }
  if (step.kind === 'reviewed') return <Text>{t('step.reviewed', { name: step.name ?? t('beside.somebody') })}</Text>;
  if (step.kind === 'compared') return <Text>{t('step.compared', { engine: step.engine })}</Text>;
  return <Text>{t(`step.${step.kind}`)}</Text>;
}

function Signals({ signals }: { signals: readonly Schemas['IntegritySignal'][] }) {
  const { t } = useTranslation('candidate');
  if (signals.length === 0) return <Text>{t('noSignals')}</Text>;
  return (
    <List>
      {sumsOfSignals(signals).map(({ kind, ...said }) => (
        <List.Item key={kind}>{t(`signal.${kind}`, said)}</List.Item>
      ))}
    </List>
  );
}
