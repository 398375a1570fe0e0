import { useTranslation } from 'react-i18next';
import type { StandingName } from './standing.js';

export function useStandingName(): (standing: StandingName) => string {
  const { t } = useTranslation('me');
  return (standing) => {
    if (standing === 'unverified' || standing === 'expired' || standing === 'advanced') return t(`stage.${standing}`);
    return t(`step.${standing}`);
  };
}
