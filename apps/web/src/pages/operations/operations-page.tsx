import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { hasCode } from '../../api/api-problem.js';
import { ProblemNotice } from '../../problem/problem-notice.js';
import { Loading } from '../../problem/query-state.js';
import { Notice } from '../../shell/notice.js';
import { PageTitle } from '../../shell/page-title.js';
import { Part } from '../../shell/part.js';
import { MailedCode } from '../onboarding/mailed-code.js';
import { useEngines, useParkedEvents, useParkedJobs } from './operations-queries.js';
import { ParkedList } from './parked-list.js';
import { useRerun } from './use-rerun.js';

/** What machines have given up and waits for a person, and which engines are at work. */
export function Component() {
  const { t } = useTranslation('operations');
  const jobs = useParkedJobs();
  const events = useParkedEvents();
  const { rerun, sendCode, waiting, stopWaiting } = useRerun();
  const refused = hasCode(rerun.error, 'step_up_required') ? null : rerun.error;
  return (
    <Stack gap="xl">
      <PageTitle>{t('title')}</PageTitle>
      {waiting && (
        <Part title={t('prove')}>
          <MailedCode
            send={sendCode}
            isPending={rerun.isPending}
            onProved={() => rerun.mutate(waiting)}
            onCancel={stopWaiting}
            words={{ sent: t('codeSent'), confirm: t('rerun') }}
          />
        </Part>
      )}
      {rerun.isSuccess && (
        <Notice kind="done" role="status">
          {t('runsAgain')}
        </Notice>
      )}
      {refused && (
        <ProblemNotice error={refused} words={{ job_not_parked: t('notParked'), event_not_parked: t('notParked') }} />
      )}
      <Part title={t('jobs')}>
        <Parked found={jobs} nothing={t('noJobs')}>
          <ParkedList
            rows={jobs.rows.map(({ id, name, service, parkedAt, createdAt, attempts, problem, correlationId }) => ({
              ...{ kind: 'job' as const, id, name, service, parkedAt, since: createdAt, attempts, correlationId },
              problem,
            }))}
            isBusy={rerun.isPending}
            onRerun={rerun.mutate}
          />
        </Parked>
      </Part>
      <Part title={t('events')}>
        <Parked found={events} nothing={t('noEvents')}>
          <ParkedList
            rows={events.rows.map(({ id, type, service, parkedAt, problem, correlationId, rerunRequested }) => ({
              ...{ kind: 'event' as const, id, name: type, service, parkedAt, since: parkedAt, correlationId },
              ...{ attempts: null, problem, isRequested: rerunRequested },
            }))}
            isBusy={rerun.isPending}
            onRerun={rerun.mutate}
          />
        </Parked>
      </Part>
      <Engines />
    </Stack>
  );
}

interface ParkedProps {
  found: { rows: unknown[]; hasMore: boolean; isPending: boolean; error: Error | null; refetch: () => void };
  nothing: string;
  children: React.ReactNode;
}

function Parked({ found: { rows, hasMore, isPending, error, refetch }, nothing, children }: ParkedProps) {
  const { t } = useTranslation('operations');
  return (
    <>
      {error && <ProblemNotice error={error} onRetry={refetch} />}
      {isPending && <Loading />}
      {!isPending && !error && rows.length === 0 && <Text>{nothing}</Text>}
      {rows.length > 0 && children}
      {hasMore && <Text c="dimmed">{t('hasMore')}</Text>}
    </>
  );
}

function Engines() {
  const { t } = useTranslation('operations');
  const engines = useEngines();
  if (!engines.data) return null;
  return (
    <Part title={t('engines')}>
      <Text>{t('speech', { engine: engines.data.speech })}</Text>
      <Text>{t('scoring', { engine: engines.data.scoring })}</Text>
    </Part>
  );
}
