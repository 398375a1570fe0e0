import { useTranslation } from 'react-i18next';
import type { Status } from '../../shell/status.js';
import { StatusBadge } from '../../shell/status-badge.js';
import type { Stage } from './candidate-filters.js';

const kinds: Readonly<Record<Stage, Status>> = {
  ...{ unverified: 'next', submitted: 'next', interviewing: 'next', evaluated: 'now', held: 'held' },
  ...{ advanced: 'done', not_selected: 'info', withdrawn: 'info', expired: 'info' },
};

export function StageBadge({ stage }: { stage: Stage | null }) {
  const { t } = useTranslation('candidates');
  return stage && <StatusBadge kind={kinds[stage]}>{t(`stage.${stage}`)}</StatusBadge>;
}
