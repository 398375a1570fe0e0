import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatDeadline } from '../../i18n/format.js';
import { StatusBadge } from '../../shell/status-badge.js';

/** By when a person decides; a date that has passed says so before anybody asks. */
export function DueText({ dueAt }: { dueAt: string | null }) {
  const { t, i18n } = useTranslation('console');
  if (dueAt === null) return null;
  const date = formatDeadline(dueAt, i18n.language);
  if (new Date(dueAt) < new Date()) {
    return (
      <>
        <StatusBadge kind="attention">{t('late')}</StatusBadge>
        <Text size="sm">{t('wasDue', { date })}</Text>
      </>
    );
  }
  return <Text size="sm">{t('due', { date })}</Text>;
}
