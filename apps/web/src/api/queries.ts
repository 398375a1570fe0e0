import { QueryClient, useQuery } from '@tanstack/react-query';
import { ApiProblem } from './api-problem.js';
import { api, bodyOf } from './client.js';
import type { components } from './schema.gen.js';

export type Schemas = components['schemas'];

/** What may come right by itself: no answer, or a server that is away. A refusal stays a refusal. */
export const mayPass = (thrown: Error): boolean => !(thrown instanceof ApiProblem) || thrown.status >= 500;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: (failures, thrown) => failures < 2 && mayPass(thrown), staleTime: 5_000 },
    mutations: { retry: (failures, thrown) => failures < 2 && !(thrown instanceof ApiProblem) },
  },
});

/** Null where nobody is signed in. */
export function useMe() {
  return useQuery({
    queryKey: ['me'],
    queryFn: async () => {
      try {
        return await bodyOf(api.GET('/v1/me'));
      } catch (thrown) {
        if (thrown instanceof ApiProblem && thrown.status === 401) return null;
        throw thrown;
      }
    },
    staleTime: 60_000,
  });
}
