import { Button, Stack, Text, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import type { Schemas } from '../../api/queries.js';
import { formatDate } from '../../i18n/format.js';
import { ProblemNotice } from '../../problem/problem-notice.js';
import { Part } from '../../shell/part.js';
import { StatusBadge } from '../../shell/status-badge.js';
import { useMyApplication } from '../me/me-queries.js';

const longestReason = 2_000;

/** The one other look that somebody can ask for, and what came of it. */
export function AppealPart({ applicationId }: { applicationId: string }) {
  const { t } = useTranslation('result');
  const application = useMyApplication(applicationId);
  if (!application.data) return null;
  const { appeal, appealUntil } = application.data;
  if (appeal !== null) return <AskedAppeal appeal={appeal} />;
  if (appealUntil === null) return null;
  return (
    <Part title={t('appeal.title')}>
      <Ask applicationId={applicationId} until={appealUntil} />
    </Part>
  );
}

/** How far another look is that was asked for. */
export function AskedAppeal({ appeal }: { appeal: Schemas['NamedAppeal'] }) {
  const { t, i18n } = useTranslation('result');
  const { state, dueAt, concludedAt, concludedBy, reasonCode, reason } = appeal;
  const date = formatDate(concludedAt ?? dueAt, i18n.language);
  return (
    <Part title={t('appeal.title')}>
      <Stack gap="xs" align="flex-start">
        {reason && (
          <Text component="blockquote" dir="auto" m={0}>
            {reason}
          </Text>
        )}
        <StatusBadge kind={state === 'open' ? 'now' : 'done'}>{t(`appeal.state.${state}`)}</StatusBadge>
        <Text>
          {state === 'open' ? t('appeal.due', { date }) : t('appeal.answered', { name: concludedBy ?? '', date })}
        </Text>
        {reasonCode !== null && <Text>{t('reason', { reason: t(`appeal.reasons.${reasonCode}`) })}</Text>}
      </Stack>
    </Part>
  );
}

function Ask({ applicationId, until }: { applicationId: string; until: string }) {
  const { t, i18n } = useTranslation('result');
  const [isAsking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const queries = useQueryClient();
  const ask = useMutation({
    mutationFn: async () => {
      const body = reason.trim() === '' ? {} : { reason: reason.trim() };
      await api.POST('/v1/me/applications/{applicationId}/appeal', { params: { path: { applicationId } }, body });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['application', applicationId] }),
  });
  return (
    <Stack gap="md" align="flex-start">
      <Text>{t('appeal.what')}</Text>
      <Text c="dimmed">{t('appeal.until', { date: formatDate(until, i18n.language) })}</Text>
      {isAsking && (
        <Textarea
          {...{ size: 'md', w: '100%', rows: 4, maxLength: longestReason, dir: 'auto' }}
          label={t('appeal.reason')}
          description={t('appeal.reasonWhy')}
          value={reason}
          onChange={({ currentTarget: { value } }) => setReason(value)}
        />
      )}
      {ask.error && <ProblemNotice error={ask.error} words={{ appeal_not_possible: t('appeal.tooLate') }} />}
      <Button variant="default" loading={ask.isPending} onClick={() => (isAsking ? ask.mutate() : setAsking(true))}>
        {t(isAsking ? 'appeal.send' : 'appeal.ask')}
      </Button>
    </Stack>
  );
}
