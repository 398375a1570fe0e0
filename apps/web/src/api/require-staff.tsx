import { Navigate, Outlet, useLocation } from 'react-router';
import { ChangePassword } from '../pages/sign-in/change-password.js';
import { MissingPage } from '../problem/missing-page.js';
import { QueryState } from '../problem/query-state.js';
import { useMe } from './queries.js';
import { holds, type StaffRole } from './staff-roles.js';

/**
 * Around pages of the console: whoever is not signed in does that first, and comes back. For everybody else without the role such a
 * page does not exist.
 */
export function RequireStaff({ roles }: { roles: readonly StaffRole[] }) {
  const { pathname, search } = useLocation();
  return (
    <QueryState query={useMe()}>
      {(me) => {
        if (me === null)
          return <Navigate replace to={`/login?way=password&next=${encodeURIComponent(pathname + search)}`} />;
        if (!holds(me, ...roles)) return <MissingPage />;
        return me.passwordChangeRequired ? <ChangePassword /> : <Outlet />;
      }}
    </QueryState>
  );
}
