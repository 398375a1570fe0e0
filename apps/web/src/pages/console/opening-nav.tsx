import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { useMe } from '../../api/queries.js';
import { holds } from '../../api/staff-roles.js';
import classes from '../../shell/shell.module.css';

/** The pages of one opening. */
export function OpeningNav({ openingId }: { openingId: string }) {
  const { t } = useTranslation('console');
  const { data: me } = useMe();
  return (
    <nav aria-label={t('openingNav.label')} className={classes['nav']}>
      <NavLink to={`/console/openings/${openingId}`} end className={classes['link']}>
        {t('openingNav.plan')}
      </NavLink>
      {me && holds(me, 'recruiter') && (
        <NavLink to={`/console/openings/${openingId}/candidates`} className={classes['link']}>
          {t('openingNav.candidates')}
        </NavLink>
      )}
    </nav>
  );
}
