import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api, bodyOf } from '../../api/client.js';

export interface OpeningFilters {
  country?: string;
  language?: string;
}

const pageSize = 20;

export function useOpenings(filters: OpeningFilters) {
  return useInfiniteQuery({
    queryKey: ['openings', filters],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => {
      const query = { ...filters, limit: pageSize, ...(pageParam === undefined ? {} : { cursor: pageParam }) };
      return bodyOf(api.GET('/v1/jobs', { params: { query } }));
    },
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
}

export function useOpening(openingId: string) {
  return useQuery({
    queryKey: ['opening', openingId],
    queryFn: () => bodyOf(api.GET('/v1/jobs/{openingId}', { params: { path: { openingId } } })),
  });
}
