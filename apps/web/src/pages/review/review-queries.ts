import { useQuery } from '@tanstack/react-query';
import { api, bodyOf } from '../../api/client.js';
import type { Schemas } from '../../api/queries.js';

export type Review = Schemas['Review'];

export const reviewKey = (applicationId: string) => ['review', applicationId];

/** Begins the reader's own review of the result that holds, or goes on with it. Nothing hidden comes before the ratings are saved. */
export function useReview(applicationId: string) {
  return useQuery({
    queryKey: reviewKey(applicationId),
    queryFn: () => bodyOf(api.POST('/v1/applications/{applicationId}/review', { params: { path: { applicationId } } })),
    // Each look is written down: one is enough.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
}
