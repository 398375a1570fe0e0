import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../problem/problem-notice.js';
import classes from './shell.module.css';
import { useSignOut } from './use-sign-out.js';

export function SignOut() {
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
