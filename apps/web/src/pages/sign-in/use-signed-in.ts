import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearchParams } from 'react-router';

/** A path of this site, never another site's address; where none is named, the pages of one's own. */
export function ownPath(next: string | null, home: '/me' | '/console' = '/me'): string {
  return next !== null && /^\/(?![/\\])/.test(next) ? next : home;
}

/** What follows a sign-in: to where somebody was going. What was known of the one before is forgotten. */
export function useSignedIn(home: '/me' | '/console' = '/me'): () => Promise<void> {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [parameters] = useSearchParams();
  return async () => {
    await queries.resetQueries();
    await navigate(ownPath(parameters.get('next'), home), { replace: true });
  };
}
