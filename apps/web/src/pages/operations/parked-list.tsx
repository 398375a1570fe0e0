import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatDeadline } from '../../i18n/format.js';
import { StatusBadge } from '../../shell/status-badge.js';
import classes from '../work/work.module.css';
import type { Service } from './services.js';
import type { Parked } from './use-rerun.js';

interface ParkedRow extends Parked {
  name: string;
  service: Service;
  since: string;
  parkedAt: string;
  /** Null where nobody counts them. */
  attempts: number | null;
  problem: unknown;
  correlationId: string;
  /** It has been asked to run again, and has yet to. */
  isRequested?: boolean;
}

interface ParkedListProps {
  rows: ParkedRow[];
  isBusy: boolean;
  onRerun: (parked: Parked) => void;
}

/** Each with why it was given up; the reason is the service's own. */
export function ParkedList({ rows, isBusy, onRerun }: ParkedListProps) {
  const { t, i18n } = useTranslation('operations');
  return (
    <ul className={classes['list']}>
      {rows.map(({ kind, id, name, service, parkedAt, attempts, problem, correlationId, isRequested }) => (
        <li key={id} className={classes['item']}>
          <div>
            <Text fw={600}>
              <bdi className="left-to-right">{name}</bdi>
            </Text>
            <Text size="sm">{t('of', { service: t(`service.${service}`) })}</Text>
            <Text size="sm">{t('since', { date: formatDeadline(parkedAt, i18n.language) })}</Text>
            {attempts !== null && <Text size="sm">{t('attempts', { count: attempts })}</Text>}
            <Text size="sm" c="dimmed">
              {t('reference', { id: correlationId })}
            </Text>
          </div>
          <div>
            <Text lang="en" dir="auto">
              {reasonOf(problem) ?? t('waitsBehind')}
            </Text>
            {isRequested ? (
              <StatusBadge kind="now">{t('requested')}</StatusBadge>
            ) : (
              <Button
                variant="default"
                mt="xs"
                disabled={isBusy}
                aria-label={t('rerunOf', { name })}
                onClick={() => onRerun({ kind, id, service })}
              >
                {t('rerun')}
              </Button>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

function reasonOf(problem: unknown): string | null {
  if (problem === null || typeof problem !== 'object') return null;
  const { detail, title, code } = problem as { detail?: string; title?: string; code?: string };
  return detail ?? title ?? code ?? null;
}
