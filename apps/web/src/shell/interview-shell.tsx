import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Frame } from './frame.js';
import { AppearanceChoice, LanguageChoice } from './preferences.js';
import classes from './shell.module.css';

/** Around the pages of an interview: nothing leads away from it but the one way to leave it for later. */
export function InterviewShell() {
  const { t } = useTranslation();
  return (
    <Frame>
      <span className={`${classes['brand']} ${classes['wideOnly']}`}>Guildhall</span>
      <div className={classes['nav']}>
        <Link to="/me" className={classes['link']}>
          {t('saveAndLeave')}
        </Link>
      </div>
      <LanguageChoice />
      <div className={classes['wideOnly']}>
        <AppearanceChoice />
      </div>
    </Frame>
  );
}
