import { type Ref, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../problem/problem-notice.js';
import classes from './answers.module.css';
import { useMediaLink } from './media-link.js';
import type { Playback } from './use-playback.js';

interface AnswerPlayerProps {
  playback: Playback;
  /** Neither the picture nor a still of it is shown. */
  isSoundOnly?: boolean;
  /** So low that what is read has room beside it on a telephone. */
  isMini?: boolean;
}

/** What was recorded, one answer after the other. On a telephone it stays in sight while something else of it is read. */
export function AnswerPlayer(props: AnswerPlayerProps) {
  return (
    <div className={classes['player']} data-player>
      <Media {...props} />
    </div>
  );
}

/** The browser's own controls, so that everybody can use them. */
function Media({ playback, isSoundOnly = false, isMini = false }: AnswerPlayerProps) {
  const { t } = useTranslation('answers');
  const { takeId, media, on } = playback;
  const link = useMediaLink(takeId);
  useEffect(() => () => void media.current?.pause(), [media]);
  if (takeId === null) return null;
  if (link.isError) return <ProblemNotice error={link.error} onRetry={() => void link.refetch()} />;
  // Its room is kept, so that nothing moves when it comes.
  if (!link.data) return <div className={isSoundOnly ? classes['sound'] : classes['picture']} />;
  const { url, thumbnailUrl, captionsPath } = link.data;
  const shared = {
    src: new URL(url).pathname,
    controls: true,
    preload: 'metadata',
    'aria-label': t('player'),
    onLoadedMetadata: on.loadedMetadata,
    onTimeUpdate: on.timeUpdate,
    onSeeking: on.seeking,
    onEnded: on.ended,
    onPlay: on.play,
    onPause: on.pause,
    onError: () => {
      playback.hold();
      void link.refetch();
    },
  } as const;
  if (isSoundOnly) {
    return (
      // What is said stands beside it, in step with it.
      <audio {...shared} ref={media as Ref<HTMLAudioElement>} className={`${classes['sound']} left-to-right`} />
    );
  }
  return (
    <video
      {...shared}
      ref={media}
      className={`${classes['picture']} ${isMini ? classes['mini'] : ''} left-to-right`}
      poster={thumbnailUrl ? new URL(thumbnailUrl).pathname : undefined}
      playsInline
    >
      <track kind="captions" src={captionsPath ?? undefined} />
    </video>
  );
}
