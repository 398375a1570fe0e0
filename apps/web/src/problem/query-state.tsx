import { Skeleton, Stack } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api/api-problem.js';
import { PageTitle } from '../shell/page-title.js';
import { MissingPage } from './missing-page.js';
import { ProblemNotice } from './problem-notice.js';

/** The states that every page shares, until what it shows is there. */
export function QueryState<T>({ query, children }: { query: UseQueryResult<T>; children: (data: T) => ReactNode }) {
  const { t } = useTranslation();
  if (query.data !== undefined) return children(query.data);
  if (!query.isError) return <Loading />;
  if (query.error instanceof ApiProblem && query.error.status === 404) return <MissingPage />;
  return (
    <>
      <PageTitle>{t('failedTitle')}</PageTitle>
      <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
    </>
  );
}

const skeletonAfterMs = 300;

/** What comes at once needs no skeleton, which would only flicker. */
export function Loading() {
  const { t } = useTranslation();
  const [isLong, setIsLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsLong(true), skeletonAfterMs);
    return () => clearTimeout(timer);
  }, []);
  if (!isLong) return null;
  return (
    <Stack role="status" aria-label={t('loading')}>
      <Skeleton height={36} width="60%" />
      <Skeleton height={20} />
      <Skeleton height={20} />
      <Skeleton height={20} width="80%" />
    </Stack>
  );
}
