import { useMutation, useQuery } from '@tanstack/react-query';
import type { Client } from 'openapi-fetch';
import { hasCode } from '../../api/api-problem.js';
import { api, bodyOf } from '../../api/client.js';
import { queryClient } from '../../api/queries.js';

/** What a recruiter wrote down for the others. */
export interface Note {
  id: string;
  authorName: string | null;
  text: string;
  createdAt: string;
}

interface NotePaths {
  '/v1/applications/{applicationId}/notes': {
    parameters: { path: { applicationId: string } };
    get: {
      parameters: { path: { applicationId: string } };
      responses: { 200: { content: { 'application/json': { data: Note[] } } } };
    };
    post: {
      parameters: { path: { applicationId: string } };
      requestBody: { content: { 'application/json': { text: string } } };
      responses: { 201: { content: { 'application/json': Note } } };
    };
  };
}

const notes = api as unknown as Client<NotePaths>;
const notesKey = (applicationId: string) => ['candidate-notes', applicationId];

/** Newest first; null where there are no notes to be had. */
export function useNotes(applicationId: string) {
  const params = { path: { applicationId } };
  return useQuery({
    queryKey: notesKey(applicationId),
    queryFn: async () => {
      try {
        return (await bodyOf(notes.GET('/v1/applications/{applicationId}/notes', { params }))).data;
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
      bodyOf(notes.POST('/v1/applications/{applicationId}/notes', { params, body: { text } })),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: notesKey(applicationId) });
      onDone();
    },
  });
}
