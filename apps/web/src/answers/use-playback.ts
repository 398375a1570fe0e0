import { type RefObject, useRef, useState } from 'react';

/** From a moment of a recording, to another one or on to its end. */
export interface Stretch {
  takeId: string;
  startSeconds: number;
  endSeconds: number | null;
}

export interface Playback {
  /** The recording that is in the player; null where there is none at all. */
  takeId: string | null;
  seconds: number;
  isPlaying: boolean;
  play(stretch: Stretch): void;
  toggle(): void;
  /** @param seconds forward, or back where they are negative */
  skip(seconds: number): void;
  /** What plays is put aside, to go on where it was in another element. */
  hold(): void;
  media: RefObject<HTMLVideoElement | null>;
  on: {
    loadedMetadata(): void;
    timeUpdate(): void;
    seeking(): void;
    ended(): void;
    play(): void;
    pause(): void;
  };
}

/** How far the browser may be from where it was told to go: more is somebody's hand on the scrubber. */
const seekToleranceSeconds = 0.75;

/** One player for all the recordings of an interview, one after the other. @param takeIds in their order */
export function usePlayback(takeIds: readonly string[]): Playback {
  const media = useRef<HTMLVideoElement>(null);
  const wanted = useRef<{ seconds: number; plays: boolean } | null>(null);
  const until = useRef<number | null>(null);
  const sought = useRef(0);
  const [chosen, setChosen] = useState<string | null>(null);
  const [seconds, setSeconds] = useState(0);
  const [isPlaying, setIsPlaying] = useState(false);
  const takeId = chosen ?? takeIds[0] ?? null;

  const start = (element: HTMLVideoElement) => void element.play().catch(() => undefined);
  const seek = (element: HTMLVideoElement, to: number) => {
    sought.current = to;
    element.currentTime = to;
  };
  const go = (to: string, at: number, plays: boolean) => {
    setSeconds(at);
    if (to === takeId && media.current && media.current.readyState >= HTMLMediaElement.HAVE_METADATA) {
      seek(media.current, at);
      if (plays) start(media.current);
      return;
    }
    wanted.current = { seconds: at, plays };
    setChosen(to);
  };

  return {
    ...{ takeId, seconds, isPlaying, media },
    play({ takeId: to, startSeconds, endSeconds }) {
      until.current = endSeconds;
      go(to, startSeconds, true);
    },
    toggle() {
      if (!media.current) return;
      until.current = null;
      if (media.current.paused) start(media.current);
      else media.current.pause();
    },
    skip(by) {
      if (!media.current) return;
      until.current = null;
      const end = Number.isFinite(media.current.duration) ? media.current.duration : Number.POSITIVE_INFINITY;
      seek(media.current, Math.min(end, Math.max(0, media.current.currentTime + by)));
    },
    hold() {
      wanted.current = { seconds: media.current?.currentTime ?? seconds, plays: isPlaying };
    },
    on: {
      loadedMetadata() {
        if (!media.current || !wanted.current) return;
        const { seconds: at, plays } = wanted.current;
        wanted.current = null;
        seek(media.current, at);
        if (plays) start(media.current);
      },
      timeUpdate() {
        // Before it was told where to go, it says where it is not.
        if (!media.current || wanted.current) return;
        setSeconds(media.current.currentTime);
        if (until.current === null || media.current.currentTime < until.current) return;
        until.current = null;
        media.current.pause();
      },
      seeking() {
        if (media.current && Math.abs(media.current.currentTime - sought.current) > seekToleranceSeconds)
          until.current = null;
      },
      ended() {
        setIsPlaying(false);
        const next = takeIds[takeIds.indexOf(takeId ?? '') + 1];
        if (until.current === null && next !== undefined) go(next, 0, true);
        until.current = null;
      },
      play: () => setIsPlaying(true),
      pause: () => setIsPlaying(false),
    },
  };
}
