import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatClock } from '../../i18n/format.js';
import type { TakeProgress } from '../../recording/take-recording.js';
import classes from './room.module.css';

interface SafetyBarProps {
  progress: TakeProgress;
  limitSeconds: number;
}

/** Solid is confirmed by the server, hatched is on this device alone, empty is what is left of the time. */
export function SafetyBar({ progress, limitSeconds }: SafetyBarProps) {
  const { t } = useTranslation('room');
  const safe = Math.min(progress.safeSeconds, progress.recordedSeconds);
  const share = (seconds: number) => `${Math.min(100, (seconds / limitSeconds) * 100)}%`;
  const words = t('safe', { safe: formatClock(safe), recorded: formatClock(progress.recordedSeconds) });
  return (
    <div>
      <Text data-testid="safety">{words}</Text>
      <div className={classes['bar']} aria-hidden>
        <div className={classes['barSafe']} style={{ width: share(safe) }} />
        <div className={classes['barKept']} style={{ width: share(progress.recordedSeconds - safe) }} />
      </div>
    </div>
  );
}
