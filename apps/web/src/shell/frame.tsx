import { Container } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet } from 'react-router';
import classes from './shell.module.css';

interface FrameProps {
  /** What stands in the header. */
  children: ReactNode;
  /** Behind the content; on telephones it stays at the lower edge. */
  bottomBar?: ReactNode;
}

/** What every page has around it: the skip link, a header, the content, and the bar at the lower edge where there is one. */
export function Frame({ children, bottomBar }: FrameProps) {
  const { t } = useTranslation();
  return (
    <div className={bottomBar ? classes['withBottomBar'] : undefined}>
      <a href="#content" className={classes['skip']}>
        {t('skip')}
      </a>
      <header className={classes['header']}>
        <Container size="md" className={classes['bar']}>
          {children}
        </Container>
      </header>
      <Container size="md" component="main" id="content" className={classes['main']}>
        <Outlet />
      </Container>
      {bottomBar}
    </div>
  );
}
