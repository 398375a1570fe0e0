import { useMutation, useQuery } from '@tanstack/react-query';
import { hasCode } from '../../api/api-problem.js';
import { api, bodyOf } from '../../api/client.js';
import { queryClient, type Schemas } from '../../api/queries.js';

/** What a recruiter wrote down for the others. */
export type Note = Schemas['NamedNote'];

const notesKey = (applicationId: string) => ['candidate-notes', applicationId];

/** Newest first; null where there are no notes to be had. */
export function useNotes(applicationId: string) {
  const params = { path: { applicationId } };
  return useQuery({
    queryKey: notesKey(applicationId),
    queryFn: async () => {
      try {
        return (await bodyOf(api.GET('/v1/applications/{applicationId}/notes', { params }))).data;
      } catch (thrown) {
        if (hasCode(thrown, 'not_found')) return null;
        throw thrown;
      }
    },
    refetchOnWindowFocus: false,
  });
}

export function useAddNote(applicationId: string, onDone: () => void) {
  const params = { path: { applicationId } };
  return useMutation({
    mutationFn: (text: string) =>
      bodyOf(api.POST('/v1/applications/{applicationId}/notes', { params, body: { text } })),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: notesKey(applicationId) });
      onDone();
    },
  });
}
