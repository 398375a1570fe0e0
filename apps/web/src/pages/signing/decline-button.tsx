import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** The other way, at every step. */
export function DeclineButton({ onDecline }: { onDecline: () => void }) {
  const { t } = useTranslation('signing');
  return (
    <Button variant="default" onClick={onDecline}>
      {t('decline')}
    </Button>
  );
}
