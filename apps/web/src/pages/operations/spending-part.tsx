import { Anchor, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Schemas } from '../../api/queries.js';
import { formatMicroUsd, formatTimeOfDay } from '../../i18n/format.js';
import { ProblemNotice } from '../../problem/problem-notice.js';
import { Loading } from '../../problem/query-state.js';
import { Notice } from '../../shell/notice.js';
import { Part } from '../../shell/part.js';
import { StatusBadge } from '../../shell/status-badge.js';
import { useStaffOpening } from '../staff-openings/staff-opening-queries.js';
import work from '../work/work.module.css';
import classes from './operations.module.css';
import { useSpending } from './operations-queries.js';
import { spentShare } from './spent-share.js';

/** What models have cost today against the caps of openings. */
export function SpendingPart() {
  const { t } = useTranslation('operations');
  const spending = useSpending();
  return (
    <Part title={t('spending')}>
      {spending.error && <ProblemNotice error={spending.error} onRetry={() => void spending.refetch()} />}
      {spending.isPending && <Loading />}
      {spending.data && <Spending spending={spending.data} />}
    </Part>
  );
}

function Spending({ spending }: { spending: Schemas['DaySpending'] }) {
  const { t, i18n } = useTranslation('operations');
  const { spentMicros, defaultCapMicros, waitingJobs, moreWait, resumesAt, openings, hasMore } = spending;
  const resumes = formatTimeOfDay(resumesAt, i18n.language);
  const amount = (micros: string) => formatMicroUsd(micros, i18n.language);
  return (
    <Stack gap="xs">
      {waitingJobs > 0 && <Notice kind="attention">{t('capReached', { time: resumes })}</Notice>}
      <Text>{BigInt(spentMicros) === 0n ? t('nothingSpent') : t('spentInAll', { amount: amount(spentMicros) })}</Text>
      <Text size="sm" c="dimmed">
        {t('caps', { amount: amount(defaultCapMicros), time: resumes })}
      </Text>
      {openings.length > 0 && (
        <ul className={work['list']}>
          {openings.map((opening) => (
            <OpeningRow key={opening.openingId} opening={opening} />
          ))}
        </ul>
      )}
      {moreWait && <Text c="dimmed">{t('moreWait')}</Text>}
      {hasMore && <Text c="dimmed">{t('moreOpenings')}</Text>}
    </Stack>
  );
}

function OpeningRow({ opening }: { opening: Schemas['OpeningSpending'] }) {
  const { t, i18n } = useTranslation('operations');
  const { openingId, spentMicros, capMicros, waitingJobs } = opening;
  const { data: found } = useStaffOpening(openingId);
  return (
    <li className={work['item']}>
      <div>
        <Anchor component={Link} to={`/console/openings/${openingId}`} fw={600}>
          <bdi>{found?.title ?? openingId}</bdi>
        </Anchor>
        {waitingJobs > 0 && (
          <div>
            <StatusBadge kind="now">{t('jobsWait', { count: waitingJobs })}</StatusBadge>
          </div>
        )}
      </div>
      <div>
        <Text>
          {t('spentOf', {
            spent: formatMicroUsd(spentMicros, i18n.language),
            cap: formatMicroUsd(capMicros, i18n.language),
          })}
        </Text>
        <div className={classes['cap']} aria-hidden>
          <div className={classes['spent']} style={{ width: `${spentShare(spentMicros, capMicros)}%` }} />
        </div>
      </div>
    </li>
  );
}
