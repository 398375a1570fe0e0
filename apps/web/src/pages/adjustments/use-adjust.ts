import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf } from '../../api/client.js';
import type { Schemas } from '../../api/queries.js';

/** More time, or a request; after a refusal the interview is looked at anew, since it has gone on elsewhere. */
export function useAdjust(interviewId: string) {
  const queries = useQueryClient();
  const queryKey = ['interview', interviewId];
  return useMutation({
    mutationFn: (body: Schemas['AdjustMyInterviewBody']) =>
      bodyOf(api.POST('/v1/interviews/{interviewId}/adjustments', { params: { path: { interviewId } }, body })),
    onSuccess: (adjusted) => queries.setQueryData(queryKey, adjusted),
    onError: () => queries.invalidateQueries({ queryKey }),
  });
}
