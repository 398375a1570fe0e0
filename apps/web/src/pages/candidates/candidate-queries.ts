import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api, bodyOf } from '../../api/client.js';
import type { CandidatePage } from '../../api/console-schemas.js';
import { type CandidateFilters, filterQueryOf } from './candidate-filters.js';

const pageSize = 50;
const most = 100;

/** Rows stay where they are: nothing is loaded anew but when somebody asks for it. */
const asTheyAre = {
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: 0,
  refetchOnWindowFocus: false,
  refetchOnReconnect: false,
} as const;

interface PageAsked {
  limit: number;
  cursor?: string;
  rankingId?: string;
}

async function pageOfCandidates(openingId: string, filters: CandidateFilters, page: PageAsked): Promise<CandidatePage> {
  const query = { ...filterQueryOf(filters), ...page };
  const path = { openingId };
  return (await bodyOf(api.GET('/v1/openings/{openingId}/candidates', { params: { path, query } }))) as CandidatePage;
}

export function useCandidates(openingId: string, filters: CandidateFilters) {
  return useInfiniteQuery({
    queryKey: ['candidates', openingId, filters],
    initialPageParam: null as { cursor: string; rankingId: string } | null,
    queryFn: ({ pageParam }) => pageOfCandidates(openingId, filters, { limit: pageSize, ...pageParam }),
    getNextPageParam: ({ nextCursor, rankingId }) =>
      nextCursor === null || rankingId === null ? undefined : { cursor: nextCursor, rankingId },
    ...asTheyAre,
    placeholderData: keepPreviousData,
  });
}

const fewest = 10;
const mostPagesAtOnce = 20;

/** Filters may leave few of a page, or nobody, though others follow: those are looked for until there is something to see. */
export function useUntilSome(candidates: ReturnType<typeof useCandidates>): void {
  const { data, hasNextPage, isFetching, isError, fetchNextPage } = candidates;
  const found = data?.pages.reduce((sum, page) => sum + page.data.length, 0) ?? 0;
  const isLacking = hasNextPage && found < fewest && (data?.pages.length ?? 0) < mostPagesAtOnce;
  useEffect(() => {
    if (isLacking && !isFetching && !isError) void fetchNextPage();
  }, [isLacking, isFetching, isError, fetchNextPage]);
}

/** The first of the newest ranking, when it is asked for. */
export function useNewestCandidates(openingId: string, filters: CandidateFilters) {
  return useQuery({
    queryKey: ['newest-candidates', openingId, filters],
    queryFn: () => pageOfCandidates(openingId, filters, { limit: most }),
    enabled: false,
    gcTime: 0,
  });
}

export function useNotRanked(openingId: string) {
  return useInfiniteQuery({
    queryKey: ['not-ranked', openingId],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => {
      const query = { limit: pageSize, ...(pageParam === undefined ? {} : { cursor: pageParam }) };
      return bodyOf(api.GET('/v1/openings/{openingId}/not-ranked', { params: { path: { openingId }, query } }));
    },
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    ...asTheyAre,
  });
}

/** Begins again with the newest ranking, when somebody asks for it. */
export function useShowNewest(openingId: string): () => void {
  const queries = useQueryClient();
  return () => {
    for (const list of ['candidates', 'not-ranked']) void queries.resetQueries({ queryKey: [list, openingId] });
  };
}
