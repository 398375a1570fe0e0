import { IconBriefcase, IconHome, IconUserShield } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import classes from './shell.module.css';

const places = [
  { to: '/me', icon: IconHome, words: 'nav.home' },
  { to: '/me/applications', icon: IconBriefcase, words: 'nav.applications' },
  { to: '/me/data', icon: IconUserShield, words: 'nav.myData' },
] as const;

/** On telephones: an applicant's own pages, within reach of a thumb. */
export function BottomBar() {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('nav.own')} className={classes['bottomBar']}>
      {places.map(({ to, icon: Icon, words }) => (
        <NavLink key={to} to={to} end className={classes['place']}>
          <Icon size={24} aria-hidden />
          {t(words)}
        </NavLink>
      ))}
    </nav>
  );
}
