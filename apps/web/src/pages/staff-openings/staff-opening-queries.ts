import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api, bodyOf } from '../../api/client.js';
import type { Schemas } from '../../api/queries.js';

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

/** As much of a plan as pages show. */
export interface PlanDocument {
  language: string;
  questions: { id: string; text: string; thinkSeconds: number; answerSeconds: number }[];
  criteria: { id: string; title: string; weightBp: number; anchors: Record<string, string> }[];
  interval: { level: number };
}

export type PlanVersion = Omit<Schemas['PlanVersion'], 'document'> & { document: PlanDocument };

/** Published versions never change. */
export function usePlanVersion(planVersionId: string | undefined) {
  return useQuery({
    queryKey: ['plan-version', planVersionId],
    enabled: planVersionId !== undefined,
    queryFn: async () => {
      const path = { planVersionId: planVersionId! };
      return (await bodyOf(
        api.GET('/v1/plan-versions/{planVersionId}', { params: { path } }),
      )) as unknown as PlanVersion;
    },
    staleTime: 60_000,
  });
}
