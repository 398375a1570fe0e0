import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, bodyOf } from '../../api/client.js';

export const interviewQuery = (interviewId: string) =>
  queryOptions({
    queryKey: ['interview', interviewId],
    queryFn: () => bodyOf(api.GET('/v1/interviews/{interviewId}', { params: { path: { interviewId } } })),
  });

export const useInterview = (interviewId: string) => useQuery(interviewQuery(interviewId));

export function useTranscripts(interviewId: string) {
  return useQuery({
    queryKey: ['transcripts', interviewId],
    queryFn: async () => {
      const found = api.GET('/v1/interviews/{interviewId}/transcripts', { params: { path: { interviewId } } });
      return (await bodyOf(found)).transcripts;
    },
  });
}
