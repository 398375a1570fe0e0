import { useTranslation } from 'react-i18next';
import classes from './room.module.css';

/** A picture of the level; who does not see it is told by words when nothing is heard. */
export function SoundMeter({ level }: { level: number }) {
  const { t } = useTranslation('room');
  return (
    <div className={classes['level']} role="img" aria-label={t('level')}>
      <div style={{ width: `${Math.round(level * 100)}%` }} />
    </div>
  );
}
