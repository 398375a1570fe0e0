import { useDisclosure } from '@mantine/hooks';
import { IconMenu2, IconX } from '@tabler/icons-react';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import classes from './shell.module.css';

/** On telephones behind a button, and folded again by the next page; elsewhere always there. */
export function Folded({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const { pathname } = useLocation();
  const Icon = isOpen ? IconX : IconMenu2;
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the page that matters
  useEffect(close, [pathname]);
  return (
    <>
      <button type="button" className={classes['menu']} aria-expanded={isOpen} aria-controls="menu" onClick={toggle}>
        <Icon size={24} aria-hidden />
        {t('menu')}
      </button>
      <div id="menu" className={`${classes['folded']} ${isOpen ? classes['open'] : ''}`}>
        {children}
      </div>
    </>
  );
}
