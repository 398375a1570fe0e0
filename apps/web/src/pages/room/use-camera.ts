import { useCallback, useEffect, useState } from 'react';

export type CameraProblem = 'blocked' | 'missing' | 'busy';

const wanted: MediaStreamConstraints = {
  video: { width: { ideal: 640 }, height: { ideal: 480 }, facingMode: 'user' },
  audio: { echoCancellation: true, noiseSuppression: true },
};

/** Camera and microphone, asked for at once, and let go of when the page is left or does without them. */
export function useCamera(isWanted = true) {
  const [stream, setStream] = useState<MediaStream | null>(null);
  const [problem, setProblem] = useState<CameraProblem | null>(null);
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: every further try opens them anew
  useEffect(() => {
    if (!isWanted) return;
    let opened: MediaStream | undefined;
    let isGone = false;
    setProblem(null);
    const open = async () => {
      try {
        opened = await navigator.mediaDevices.getUserMedia(wanted);
        if (isGone) stopAll(opened);
        else setStream(opened);
      } catch (error) {
        if (!isGone) setProblem(problemOf(error));
      }
    };
    void open();
    return () => {
      isGone = true;
      setStream(null);
      if (opened) stopAll(opened);
    };
  }, [tries, isWanted]);
  const retry = useCallback(() => setTries((count) => count + 1), []);
  return { stream, problem, retry };
}

function problemOf(error: unknown): CameraProblem {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'blocked';
  return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'missing';
}

function stopAll(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
