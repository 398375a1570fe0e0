import { useTranslation } from 'react-i18next';
import { useMe } from '../../api/queries.js';
import { holds } from '../../api/staff-roles.js';
import { NoteToStaff } from '../../shell/note-to-staff.js';
import { PageTitle } from '../../shell/page-title.js';

/** Where staff begin. */
export function Component() {
  const { t } = useTranslation('console');
  const { data: me } = useMe();
  if (me && !holds(me, 'recruiter', 'reviewer')) return <NoteToStaff name={me.displayName} />;
  return <PageTitle>{t('nav.work')}</PageTitle>;
}
