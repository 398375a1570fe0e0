import { useTranslation } from 'react-i18next';
import type { PlanVersionSummary } from './rubric-queries.js';

/** `Version 3: draft` */
export function useVersionName(): (version: Pick<PlanVersionSummary, 'number' | 'state'>) => string {
  const { t } = useTranslation('rubrics');
  return ({ number, state }) => t(`state.${state}`, { number });
}
