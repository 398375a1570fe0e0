import { useQuery } from '@tanstack/react-query';
import { api, bodyOf } from '../api/client.js';

/** To a recording, for five minutes; one that has ended is asked for anew when it is needed. */
export function useMediaLink(takeId: string | null) {
  return useQuery({
    queryKey: ['media-link', takeId],
    queryFn: () => bodyOf(api.POST('/v1/takes/{takeId}/media-links', { params: { path: { takeId: takeId! } } })),
    enabled: takeId !== null,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
}
