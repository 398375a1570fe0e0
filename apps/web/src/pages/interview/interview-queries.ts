import { useQuery } from '@tanstack/react-query';
import { api, bodyOf } from '../../api/client.js';

export function useInterview(interviewId: string) {
  return useQuery({
    queryKey: ['interview', interviewId],
    queryFn: () => bodyOf(api.GET('/v1/interviews/{interviewId}', { params: { path: { interviewId } } })),
  });
}
