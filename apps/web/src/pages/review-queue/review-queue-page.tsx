import { Anchor, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useStaffLive } from '../../api/live.js';
import { formatDate } from '../../i18n/format.js';
import { ProblemNotice } from '../../problem/problem-notice.js';
import { Loading, QueryState } from '../../problem/query-state.js';
import { PageTitle } from '../../shell/page-title.js';
import { StatusBadge } from '../../shell/status-badge.js';
import { DueText } from '../console/due-text.js';
import { useStaffOpenings } from '../staff-openings/staff-opening-queries.js';
import { applicantLetter } from '../work/applicant-letters.js';
import classes from '../work/work.module.css';
import { type QueuedReview, useReviewQueue } from './review-queue-queries.js';

/** Results that wait for a review by the caller. Nothing here says whose they are, or what the engine made of them. */
export function Component() {
  const openings = useStaffOpenings();
  useStaffLive();
  return (
    <QueryState query={openings}>
      {({ pages }) => <Queue openings={pages.flatMap(({ data }) => data).filter(({ state }) => state !== 'draft')} />}
    </QueryState>
  );
}

function Queue({ openings }: { openings: { id: string; title: string }[] }) {
  const { t } = useTranslation('reviewQueue');
  const { isPending, error, refetch, reviews } = useReviewQueue(openings);
  return (
    <Stack>
      <PageTitle>{t('title')}</PageTitle>
      <Text maw="66ch">{t('blind')}</Text>
      {error && <ProblemNotice error={error} onRetry={refetch} />}
      {isPending && openings.length > 0 && <Loading />}
      {!isPending && !error && reviews.length === 0 && <Text>{t('nothing')}</Text>}
      {reviews.length > 0 && (
        <ol className={classes['list']}>
          {reviews.map((review, index) => (
            <Waiting key={review.applicationId} review={review} letter={applicantLetter(index)} />
          ))}
        </ol>
      )}
    </Stack>
  );
}

function Waiting({ review, letter }: { review: QueuedReview; letter: string }) {
  const { t, i18n } = useTranslation('reviewQueue');
  const { applicationId, openingTitle, need, begun, dueAt, waitingSince } = review;
  return (
    <li className={classes['item']}>
      <div>
        <Anchor component={Link} to={`/console/reviews/${applicationId}`} mih={44} display="inline-flex">
          <span style={{ alignSelf: 'center' }}>{t('applicant', { letter })}</span>
        </Anchor>
        <Text size="sm" c="dimmed">
          <bdi>{openingTitle}</bdi>
        </Text>
      </div>
      <div>
        <Text size="sm">{t(need)}</Text>
        {begun && <StatusBadge kind="now">{t('begun')}</StatusBadge>}
        {dueAt ? (
          <DueText dueAt={dueAt} />
        ) : (
          <Text size="sm">{t('since', { date: formatDate(waitingSince, i18n.language) })}</Text>
        )}
      </div>
    </li>
  );
}
