import { useTranslation } from 'react-i18next';
import { PageTitle } from '../../shell/page-title.js';

export function Component() {
  const { t } = useTranslation('console');
  return <PageTitle>{t('nav.operations')}</PageTitle>;
}
