import { Navigate, Outlet, useLocation } from 'react-router';
import { QueryState } from '../problem/query-state.js';
import { useMe } from './queries.js';

/** Around pages of one's own: whoever is not signed in does that first, and comes back. */
export function RequireApplicant() {
  const { pathname } = useLocation();
  return (
    <QueryState query={useMe()}>
      {(me) => (me === null ? <Navigate replace to={`/login?next=${encodeURIComponent(pathname)}`} /> : <Outlet />)}
    </QueryState>
  );
}
