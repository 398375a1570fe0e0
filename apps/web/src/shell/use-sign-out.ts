import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { api } from '../api/client.js';

/** Ends the session, and forgets everything of it. */
export function useSignOut(): () => Promise<void> {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return async () => {
    await api.POST('/v1/auth/sign-out');
    // Away first: a page that needs somebody would lead to the sign-in.
    await navigate('/jobs');
    queries.setQueryData(['me'], null);
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' && queryKey[0] !== 'openings' });
  };
}
