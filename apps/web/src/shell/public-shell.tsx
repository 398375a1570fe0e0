import { useTranslation } from 'react-i18next';
import { Link, NavLink } from 'react-router';
import { useMe } from '../api/queries.js';
import { BottomBar } from './bottom-bar.js';
import { Folded } from './folded.js';
import { Frame } from './frame.js';
import { AppearanceChoice, LanguageChoice } from './preferences.js';
import classes from './shell.module.css';
import { SignOut } from './sign-out.js';

/** What stands around every page but those of an interview and of signing. */
export function PublicShell() {
  const { data: me } = useMe();
  return (
    <Frame bottomBar={me?.kind === 'applicant' && <BottomBar />}>
      <Link to="/jobs" className={classes['brand']}>
        Guildhall
      </Link>
      <Folded>
        <Navigation />
        <LanguageChoice />
        <AppearanceChoice />
      </Folded>
    </Frame>
  );
}

function Navigation() {
  const { t } = useTranslation();
  const { data: me } = useMe();
  // On telephones these stand in the bar at the lower edge.
  const own = `${classes['link']} ${classes['wideOnly']}`;
  return (
    <nav aria-label={t('nav.label')} className={classes['nav']}>
      <NavLink to="/jobs" end className={classes['link']}>
        {t('nav.openings')}
      </NavLink>
      {me?.kind === 'applicant' && (
        <>
          <NavLink to="/me" end className={own}>
            {t('nav.home')}
          </NavLink>
          <NavLink to="/me/applications" end className={own}>
            {t('nav.applications')}
          </NavLink>
          <NavLink to="/me/contracts" className={classes['link']}>
            {t('nav.contracts')}
          </NavLink>
          <NavLink to="/me/data" className={own}>
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
