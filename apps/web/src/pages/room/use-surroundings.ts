import { useEffect, useState } from 'react';
import { api } from '../../api/client.js';

/** Whether the browser believes that it has a network. */
export function useIsOnline(): boolean {
  const [isOnline, setIsOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = () => setIsOnline(navigator.onLine);
    addEventListener('online', look);
    addEventListener('offline', look);
    return () => {
      removeEventListener('online', look);
      removeEventListener('offline', look);
    };
  }, []);
  return isOnline;
}

/** A screen that goes dark would end the recording on many telephones. */
export function useWakeLock(isNeeded: boolean): void {
  useEffect(() => {
    if (!isNeeded || !('wakeLock' in navigator)) return;
    const held = navigator.wakeLock.request('screen').catch(() => null);
    return () => void held.then((lock) => lock?.release());
  }, [isNeeded]);
}

/** Notes how long the page was left. It is shown to the applicant, and changes no score. */
export function useNotedAbsence(interviewId: string, questionId: string): void {
  useEffect(() => {
    let leftAt: number | null = null;
    const look = () => {
      if (document.visibilityState === 'hidden') {
        leftAt = performance.now();
        return;
      }
      if (leftAt === null) return;
      const seconds = Math.round((performance.now() - leftAt) / 100) / 10;
      leftAt = null;
      const body = { kind: 'left_page' as const, questionId, seconds };
      void api
        .POST('/v1/interviews/{interviewId}/signals', { params: { path: { interviewId } }, body })
        .catch(() => undefined);
    };
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [interviewId, questionId]);
}

const bytesPerMinute = (1_064_000 / 8) * 60;
const lowMinutes = 5;

/** Minutes of recording that this device has room for; null where there is plenty, or the browser does not tell. */
export function useRoomLeft(isRelevant: boolean): number | null {
  const [minutes, setMinutes] = useState<number | null>(null);
  useEffect(() => {
    if (!isRelevant || !navigator.storage?.estimate) return;
    void navigator.storage.persist?.();
    void navigator.storage.estimate().then(({ quota = Number.POSITIVE_INFINITY, usage = 0 }) => {
      const left = Math.floor((quota - usage) / bytesPerMinute);
      setMinutes(left < lowMinutes ? left : null);
    });
  }, [isRelevant]);
  return minutes;
}
