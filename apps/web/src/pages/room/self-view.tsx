import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './room.module.css';

export function SelfView({ stream }: { stream: MediaStream }) {
  const { t } = useTranslation('room');
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current) video.current.srcObject = stream;
  }, [stream]);
  return (
    <div className={`${classes['self']} left-to-right`}>
      <video ref={video} autoPlay muted playsInline aria-label={t('you')} />
    </div>
  );
}
