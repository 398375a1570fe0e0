import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

export function AdjustmentsLink({ interviewId }: { interviewId: string }) {
  const { t } = useTranslation('adjustments');
  return (
    <Anchor component={Link} to={`/me/interviews/${interviewId}/adjustments`}>
      {t('title')}
    </Anchor>
  );
}
