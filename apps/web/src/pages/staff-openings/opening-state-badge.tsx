import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/queries.js';
import { StatusBadge } from '../../shell/status-badge.js';

const kinds = { draft: 'next', open: 'done', closed: 'info' } as const;

export function OpeningStateBadge({ state }: { state: Schemas['StaffOpening']['state'] }) {
  const { t } = useTranslation('staffOpenings');
  return <StatusBadge kind={kinds[state]}>{t(`state.${state}`)}</StatusBadge>;
}
