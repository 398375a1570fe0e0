import { Button, Container, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PageTitle } from '../shell/page-title.js';

/** A page whose code could not be fetched or fell over. */
export function RouteFailure() {
  const { t } = useTranslation();
  return (
    <Container component="main" size="sm" py="xl">
      <PageTitle>{t('failedTitle')}</PageTitle>
      <Text my="md">{t('failed', { reference: '–' })}</Text>
      <Button onClick={() => location.reload()}>{t('tryAgain')}</Button>
    </Container>
  );
}
