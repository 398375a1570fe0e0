import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api, bodyOf } from '../../api/client.js';
import { versionQuery } from '../rubrics/rubric-queries.js';

const pageSize = 50;

export function useStaffOpenings() {
  return useInfiniteQuery({
    queryKey: ['staff-openings'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => {
      const query = { limit: pageSize, ...(pageParam === undefined ? {} : { cursor: pageParam }) };
      return bodyOf(api.GET('/v1/openings', { params: { query } }));
    },
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
}

export function useStaffOpening(openingId: string) {
  return useQuery({
    queryKey: ['staff-opening', openingId],
    queryFn: () => bodyOf(api.GET('/v1/openings/{openingId}', { params: { path: { openingId } } })),
  });
}

/** The version that an opening asks by; it is published, so it never changes. */
export function usePlanVersion(planVersionId: string | undefined) {
  return useQuery({ ...versionQuery(planVersionId ?? ''), enabled: planVersionId !== undefined, staleTime: 60_000 });
}
