import { type Ref, useImperativeHandle, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useMediaLink } from '../../answers/media-link.js';
import { ProblemNotice } from '../../problem/problem-notice.js';
import classes from './transcript.module.css';

interface Stretch {
  startSeconds: number;
  endSeconds: number;
}

export interface TakePlayerHandle {
  /** Plays one stretch, over and over where it `loops`. */
  play(stretch: Stretch, loops: boolean): void;
  stop(): void;
}

interface TakePlayerProps {
  takeId: string;
  ref?: Ref<TakePlayerHandle>;
  /** Plays this stretch once as soon as it can. */
  plays?: Stretch;
}

/** Links are good for five minutes; one that has ended is asked for anew when it is needed. */
export function TakePlayer({ takeId, ref, plays }: TakePlayerProps) {
  const { t } = useTranslation('room');
  const video = useRef<HTMLVideoElement>(null);
  const playing = useRef<{ stretch: Stretch; loops: boolean } | null>(null);
  const link = useMediaLink(takeId);
  const play = (stretch: Stretch, loops: boolean) => {
    if (!video.current) return;
    playing.current = { stretch, loops };
    video.current.currentTime = stretch.startSeconds;
    void video.current.play().catch(() => undefined);
  };
  useImperativeHandle(ref, () => ({
    play,
    stop() {
      playing.current = null;
      video.current?.pause();
    },
  }));
  const onTime = () => {
    const { current } = playing;
    if (!current || !video.current || video.current.currentTime < current.stretch.endSeconds) return;
    if (current.loops) video.current.currentTime = current.stretch.startSeconds;
    else playing.current = null;
    if (!current.loops) video.current.pause();
  };
  if (link.isError) return <ProblemNotice error={link.error} onRetry={() => void link.refetch()} />;
  if (!link.data) return null;
  return (
    <video
      ref={video}
      className={`${classes['player']} left-to-right`}
      src={new URL(link.data.url).pathname}
      poster={link.data.thumbnailUrl ? new URL(link.data.thumbnailUrl).pathname : undefined}
      controls
      playsInline
      preload="metadata"
      aria-label={t('playback')}
      onLoadedMetadata={() => plays && play(plays, false)}
      onTimeUpdate={onTime}
      onError={() => void link.refetch()}
    >
      <track kind="captions" src={link.data.captionsPath ?? undefined} />
    </video>
  );
}
