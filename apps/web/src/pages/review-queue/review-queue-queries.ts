import { useQueries } from '@tanstack/react-query';
import { api, bodyOf } from '../../api/client.js';
import type { WaitingReview } from '../../api/console-schemas.js';
import type { Schemas } from '../../api/queries.js';
import { byDueTime } from './review-order.js';

/** Of an opening; whoever waits longest is among them. */
const most = { limit: 100 };

export interface QueuedReview extends WaitingReview {
  openingTitle: string;
}

/** What waits for the caller's review in these openings, what is due first at the top. */
export function useReviewQueue(openings: Pick<Schemas['StaffOpening'], 'id' | 'title'>[]) {
  return useQueries({
    queries: openings.map(({ id }) => ({
      queryKey: ['reviews', id],
      queryFn: async () => {
        const params = { path: { openingId: id }, query: most };
        return (await bodyOf(api.GET('/v1/openings/{openingId}/reviews', { params }))).data;
      },
    })),
    combine: (results) => ({
      isPending: results.some(({ isPending }) => isPending),
      error: results.find(({ error }) => error !== null)?.error ?? null,
      refetch: () => results.forEach((result) => void result.refetch()),
      reviews: byDueTime(
        results.flatMap(({ data = [] }, index) =>
          data.map((review) => ({ ...review, openingTitle: openings[index]!.title })),
        ),
      ),
    }),
  });
}
