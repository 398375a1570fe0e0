import { IconBriefcase, IconInbox, IconListCheck, IconScale, IconTool } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, NavLink, Outlet } from 'react-router';
import { useMe } from '../api/queries.js';
import { holds, type StaffRole } from '../api/staff-roles.js';
import own from './console-shell.module.css';
import { Folded } from './folded.js';
import { AppearanceChoice, LanguageChoice } from './preferences.js';
import classes from './shell.module.css';
import { SignOut } from './sign-out.js';

interface Place {
  to: string;
  /** Pages below it are not it. */
  isExact?: boolean;
  icon: typeof IconInbox;
  words: 'work' | 'openings' | 'plans' | 'reviews' | 'operations';
  roles: readonly StaffRole[];
}

const places: readonly Place[] = [
  { to: '/console', isExact: true, icon: IconInbox, words: 'work', roles: ['recruiter', 'reviewer', 'finance'] },
  { to: '/console/openings', icon: IconBriefcase, words: 'openings', roles: ['recruiter', 'reviewer'] },
  { to: '/console/rubrics', icon: IconListCheck, words: 'plans', roles: ['recruiter', 'reviewer'] },
  { to: '/console/reviews', icon: IconScale, words: 'reviews', roles: ['recruiter', 'reviewer'] },
  { to: '/console/operations', icon: IconTool, words: 'operations', roles: ['admin'] },
];

/** What stands around the pages of staff: a rail of places at the side, which on telephones lies at the lower edge. */
export function ConsoleShell() {
  const { t } = useTranslation();
  const { data: me } = useMe();
  return (
    <div className={classes['withBottomBar']}>
      <a href="#content" className={classes['skip']}>
        {t('skip')}
      </a>
      <header className={classes['header']}>
        <div className={`${classes['bar']} ${own['bar']}`}>
          <Link to="/console" className={classes['brand']}>
            Guildhall
          </Link>
          <Folded>
            <span className={own['who']}>{me && <bdi>{me.displayName}</bdi>}</span>
            <LanguageChoice />
            <AppearanceChoice />
            {me && <SignOut />}
          </Folded>
        </div>
      </header>
      <div className={own['body']}>
        <Rail />
        <main id="content" className={`${classes['main']} ${own['main']}`}>
          <Outlet />
        </main>
      </div>
    </div>
  );
}

function Rail() {
  const { t } = useTranslation('console');
  const { data: me } = useMe();
  const shown = me ? places.filter(({ roles }) => holds(me, ...roles)) : [];
  return (
    <nav aria-label={t('nav.label')} className={own['rail']}>
      {shown.map(({ to, isExact = false, icon: Icon, words }) => (
        <NavLink key={to} to={to} end={isExact} className={own['place']}>
          <Icon size={24} aria-hidden />
          {t(`nav.${words}`)}
        </NavLink>
      ))}
    </nav>
  );
}
