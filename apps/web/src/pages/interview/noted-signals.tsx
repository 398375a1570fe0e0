import { List, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, bodyOf } from '../../api/client.js';
import type { Schemas } from '../../api/queries.js';
import { ProblemNotice } from '../../problem/problem-notice.js';
import { sumsOfSignals } from './signal-sums.js';

/** All that the pages of an interview noticed about its owner, who is to know it; and that it counts for nothing. */
export function NotedSignals({ interviewId }: { interviewId: string }) {
  const { t } = useTranslation('noted');
  const signals = useQuery({
    queryKey: ['signals', interviewId],
    queryFn: () => bodyOf(api.GET('/v1/interviews/{interviewId}/signals', { params: { path: { interviewId } } })),
  });
  return (
    <section>
      <Title order={2} size="20px" mb="xs">
        {t('title')}
      </Title>
      {signals.isError && <ProblemNotice error={signals.error} onRetry={() => void signals.refetch()} />}
      {signals.data?.data.length === 0 && <Text>{t('nothing')}</Text>}
      {signals.data && signals.data.data.length > 0 && <Sums signals={signals.data.data} />}
    </section>
  );
}

function Sums({ signals }: { signals: Schemas['IntegritySignal'][] }) {
  const { t } = useTranslation('noted');
  return (
    <List>
      {sumsOfSignals(signals).map(({ kind, ...said }) => (
        <List.Item key={kind}>{t(kind, said)}</List.Item>
      ))}
    </List>
  );
}
