import { IconMenu2, IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import classes from './shell.module.css';

/** On telephones behind a button, and folded again by the next page; elsewhere always there. */
export function Folded({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const [openOn, setOpenOn] = useState<string | null>(null);
  const isOpen = openOn === pathname;
  const Icon = isOpen ? IconX : IconMenu2;
  return (
    <>
      <button
        type="button"
        className={classes['menu']}
        aria-expanded={isOpen}
        aria-controls="menu"
        onClick={() => setOpenOn(isOpen ? null : pathname)}
      >
        <Icon size={24} aria-hidden />
        {t('menu')}
      </button>
      <div id="menu" className={`${classes['folded']} ${isOpen ? classes['open'] : ''}`}>
        {children}
      </div>
    </>
  );
}
