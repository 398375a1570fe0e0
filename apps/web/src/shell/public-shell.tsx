import { useTranslation } from 'react-i18next';
import { Link, NavLink } from 'react-router';
import { useMe } from '../api/queries.js';
import { ProblemNotice } from '../problem/problem-notice.js';
import { Frame } from './frame.js';
import classes from './shell.module.css';
import { useSignOut } from './use-sign-out.js';

/** What stands around every page but those of an interview and of signing. */
export function PublicShell() {
  return (
    <Frame>
      <Link to="/jobs" className={classes['brand']}>
        Guildhall
      </Link>
      <Navigation />
    </Frame>
  );
}

function Navigation() {
  const { t } = useTranslation();
  const { data: me } = useMe();
  return (
    <nav aria-label={t('nav.label')} className={classes['nav']}>
      <NavLink to="/jobs" end className={classes['link']}>
        {t('nav.openings')}
      </NavLink>
      {me?.kind === 'applicant' && (
        <>
          <NavLink to="/me" end className={classes['link']}>
            {t('nav.home')}
          </NavLink>
          {/* Not a page of this client yet. */}
          <a href="/me/contracts" className={classes['link']}>
            {t('nav.contracts')}
          </a>
          <NavLink to="/me/data" className={classes['link']}>
            {t('nav.myData')}
          </NavLink>
        </>
      )}
      {me === null && (
        <NavLink to="/login" className={classes['link']}>
          {t('nav.signIn')}
        </NavLink>
      )}
      {me && <SignOut />}
    </nav>
  );
}

function SignOut() {
  const { t } = useTranslation();
  const signOut = useSignOut();
  return (
    <>
      <button type="button" className={classes['link']} onClick={() => signOut.mutate()}>
        {t('nav.signOut')}
      </button>
      {signOut.isError && <ProblemNotice error={signOut.error} />}
    </>
  );
}
