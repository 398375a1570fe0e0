import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf } from '../../api/client.js';

/** Those of the opening, which its recruiters share. */
export function useShortlists(openingId: string) {
  return useQuery({
    queryKey: ['shortlists', openingId],
    queryFn: async () =>
      (await bodyOf(api.GET('/v1/openings/{openingId}/shortlists', { params: { path: { openingId } } }))).data,
    retry: false,
  });
}

/** Whoever is on the list already stays where they are, so that a repeat changes nothing. */
export function useAdding(openingId: string, applicationIds: string[]) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (to: { listId: string } | { name: string }) => {
      const shortlistId = 'listId' in to ? to.listId : (await make(to.name)).id;
      for (const applicationId of applicationIds) {
        const path = { shortlistId, applicationId };
        await api.PUT('/v1/shortlists/{shortlistId}/candidates/{applicationId}', { params: { path } });
      }
    },
    retry: false,
    onSettled: async () => await queries.invalidateQueries({ queryKey: ['shortlists', openingId] }),
  });

  async function make(name: string) {
    return await bodyOf(
      api.POST('/v1/openings/{openingId}/shortlists', { params: { path: { openingId } }, body: { name } }),
    );
  }
}

/** Nothing else changes for those who are taken off. */
export function useTakingOff(openingId: string, shortlistId: string | undefined, applicationIds: string[]) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      if (shortlistId === undefined) return;
      for (const applicationId of applicationIds) {
        const path = { shortlistId, applicationId };
        await api.DELETE('/v1/shortlists/{shortlistId}/candidates/{applicationId}', { params: { path } });
      }
    },
    retry: false,
    onSettled: async () => await queries.invalidateQueries({ queryKey: ['shortlists', openingId] }),
  });
}

export function useDeleting(openingId: string, shortlistId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      await api.DELETE('/v1/shortlists/{shortlistId}', { params: { path: { shortlistId } } });
    },
    retry: false,
    onSettled: async () => await queries.invalidateQueries({ queryKey: ['shortlists', openingId] }),
  });
}
