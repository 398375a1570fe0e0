import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Frame } from './frame.js';
import { Help } from './help.js';
import { AppearanceChoice, LanguageChoice } from './preferences.js';
import classes from './shell.module.css';

interface FocusedShellProps {
  /** Where one leaves it to. */
  leaveTo: string;
  help: readonly string[];
}

/** Around pages that take all attention: nothing leads away from them but the one way to leave them for later. */
export function FocusedShell({ leaveTo, help }: FocusedShellProps) {
  const { t } = useTranslation();
  return (
    <Frame>
      <span className={`${classes['brand']} ${classes['wideOnly']}`}>Guildhall</span>
      <div className={classes['nav']}>
        <Link to={leaveTo} className={classes['link']}>
          {t('saveAndLeave')}
        </Link>
        <Help lines={help} />
      </div>
      <LanguageChoice />
      <div className={classes['wideOnly']}>
        <AppearanceChoice />
      </div>
    </Frame>
  );
}
