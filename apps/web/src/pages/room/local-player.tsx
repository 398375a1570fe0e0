import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './room.module.css';

/** Plays what was just recorded, from this device. */
export function LocalPlayer({ recording }: { recording: Blob }) {
  const { t } = useTranslation('room');
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(recording);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [recording]);
  if (url === null) return null;
  return (
    // biome-ignore lint/a11y/useMediaCaption: it is the speaker's own answer, a moment old; its transcript comes later
    <video className={`${classes['player']} left-to-right`} src={url} controls playsInline aria-label={t('playback')} />
  );
}
