import { Container } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet } from 'react-router';
import { AppearanceChoice, LanguageChoice } from './preferences.js';
import classes from './shell.module.css';

/** What every page has around it: the skip link, a header with what is handed in, language and appearance, and the content. */
export function Frame({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <>
      <a href="#content" className={classes['skip']}>
        {t('skip')}
      </a>
      <header className={classes['header']}>
        <Container size="md" className={classes['bar']}>
          {children}
          <LanguageChoice />
          <AppearanceChoice />
        </Container>
      </header>
      <Container size="md" component="main" id="content" className={classes['main']}>
        <Outlet />
      </Container>
    </>
  );
}
