import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { hasCode } from '../../api/api-problem.js';
import { ProblemNotice } from '../../problem/problem-notice.js';
import { Loading } from '../../problem/query-state.js';
import { Notice } from '../../shell/notice.js';
import { PageTitle } from '../../shell/page-title.js';
import { Part } from '../../shell/part.js';
import { MailedCode } from '../onboarding/mailed-code.js';
import { LateList } from './late-list.js';
import { useEngines, useLateQueues, useParkedEvents, useParkedJobs } from './operations-queries.js';
import { ParkedList } from './parked-list.js';
import { SpendingPart } from './spending-part.js';
import { useRerun } from './use-rerun.js';

/** What is late, what models cost, what machines have given up and waits for a person, and which engines are at work. */
export function Component() {
  const { t } = useTranslation('operations');
  const late = useLateQueues();
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
      <Part title={t('late')}>
        <Found found={late} nothing={t('noneLate')} more={t('moreWait')}>
          <LateList rows={late.rows} />
        </Found>
      </Part>
      <SpendingPart />
      <Part title={t('jobs')}>
        <Found found={jobs} nothing={t('noJobs')} more={t('hasMore')}>
          <ParkedList
            rows={jobs.rows.map(({ id, name, service, parkedAt, createdAt, attempts, problem, correlationId }) => ({
              ...{ kind: 'job' as const, id, name, service, parkedAt, since: createdAt, attempts, correlationId },
              problem,
            }))}
            isBusy={rerun.isPending}
            onRerun={rerun.mutate}
          />
        </Found>
      </Part>
      <Part title={t('events')}>
        <Found found={events} nothing={t('noEvents')} more={t('hasMore')}>
          <ParkedList
            rows={events.rows.map(({ id, type, service, parkedAt, problem, correlationId, rerunRequested }) => ({
              ...{ kind: 'event' as const, id, name: type, service, parkedAt, since: parkedAt, correlationId },
              ...{ attempts: null, problem, isRequested: rerunRequested },
            }))}
            isBusy={rerun.isPending}
            onRerun={rerun.mutate}
          />
        </Found>
      </Part>
      <Engines />
    </Stack>
  );
}

interface FoundProps {
  found: { rows: unknown[]; hasMore: boolean; isPending: boolean; error: Error | null; refetch: () => void };
  nothing: string;
  more: string;
  children: React.ReactNode;
}

/** Where one service does not answer, what the others said is shown. */
function Found({ found: { rows, hasMore, isPending, error, refetch }, nothing, more, children }: FoundProps) {
  return (
    <>
      {error && <ProblemNotice error={error} onRetry={refetch} />}
      {isPending && <Loading />}
      {!isPending && !error && rows.length === 0 && <Text>{nothing}</Text>}
      {rows.length > 0 && children}
      {rows.length > 0 && hasMore && (
        <Text c="dimmed" mt="xs">
          {more}
        </Text>
      )}
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
