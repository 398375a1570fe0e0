import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PageTitle } from './page-title.js';

/** For members of staff whose work has no pages yet. */
export function NoteToStaff({ name }: { name: string }) {
  const { t } = useTranslation();
  return (
    <>
      <PageTitle>{t('staff.title')}</PageTitle>
      <Text>{t('staff.words', { name })}</Text>
      <Anchor href="/docs">{t('staff.docs')}</Anchor>
    </>
  );
}
