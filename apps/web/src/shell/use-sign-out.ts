import { useMutation } from '@tanstack/react-query';
import { api } from '../api/client.js';
import { mayPass } from '../api/queries.js';

/** Ends the session. The page is loaded anew, so that nothing of it stays in memory, on the screen or on its way. */
export function useSignOut() {
  return useMutation({
    mutationFn: async () => await api.POST('/v1/auth/sign-out'),
    retry: (failures, thrown) => failures < 2 && mayPass(thrown),
    onSuccess: () => location.assign('/jobs'),
  });
}
