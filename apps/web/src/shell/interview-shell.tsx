import { Container } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, Outlet } from 'react-router';
import { AppearanceChoice, LanguageChoice } from './preferences.js';
import classes from './shell.module.css';

/** Around the pages of an interview: nothing leads away from it but the one way to leave it for later. */
export function InterviewShell() {
  const { t } = useTranslation();
  return (
    <>
      <a href="#content" className={classes['skip']}>
        {t('skip')}
      </a>
      <header className={classes['header']}>
        <Container size="md" className={classes['bar']}>
          <span className={classes['brand']}>Guildhall</span>
          <div className={classes['nav']}>
            <Link to="/me" className={classes['link']}>
              {t('saveAndLeave')}
            </Link>
          </div>
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
