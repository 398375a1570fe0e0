import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { PageTitle } from '../shell/page-title.js';

/** What does not exist and what is somebody else's look the same. */
export function MissingPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageTitle>{t('missingTitle')}</PageTitle>
      <Text>{t('missing')}</Text>
      <Anchor component={Link} to="/jobs">
        {t('toOpenings')}
      </Anchor>
    </>
  );
}
