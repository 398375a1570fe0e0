import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { PageTitle } from '../shell/page-title.js';

/** What does not exist and what is somebody else's look the same. */
export function MissingPage() {
  const { t } = useTranslation();
  const isInConsole = useLocation().pathname.startsWith('/console');
  return (
    <>
      <PageTitle>{t('missingTitle')}</PageTitle>
      <Text>{t('missing')}</Text>
      <Anchor component={Link} to={isInConsole ? '/console' : '/jobs'}>
        {t(isInConsole ? 'toWork' : 'toOpenings')}
      </Anchor>
    </>
  );
}
