import { Navigate, Outlet, useLocation } from 'react-router';
import { QueryState } from '../problem/query-state.js';
import { useMe } from './queries.js';

/** Around pages of one's own: whoever is not signed in does that first, and comes back. Staff have the console. */
export function RequireApplicant() {
  const { pathname, search } = useLocation();
  return (
    <QueryState query={useMe()}>
      {(me) => {
        if (me === null) return <Navigate replace to={`/login?next=${encodeURIComponent(pathname + search)}`} />;
        return me.kind === 'staff' ? <Navigate replace to="/console" /> : <Outlet />;
      }}
    </QueryState>
  );
}
