import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatAge } from '../../i18n/format.js';
import classes from '../work/work.module.css';
import type { LateQueue } from './late-queues.js';

/** Queues whose jobs nobody begins, and for how long. */
export function LateList({ rows }: { rows: LateQueue[] }) {
  const { t, i18n } = useTranslation('operations');
  return (
    <ul className={classes['list']}>
      {rows.map(({ service, queue, waiting, oldestWaitingSeconds }) => (
        <li key={`${service} ${queue}`} className={classes['item']}>
          <div>
            <Text fw={600}>
              <bdi className="left-to-right">{queue}</bdi>
            </Text>
            <Text size="sm">{t('of', { service: t(`service.${service}`) })}</Text>
          </div>
          <div>
            <Text>{t('oldest', { age: formatAge(oldestWaitingSeconds, i18n.language) })}</Text>
            <Text size="sm">{t('jobsWait', { count: waiting })}</Text>
          </div>
        </li>
      ))}
    </ul>
  );
}
