import { useCallback, useEffect, useState } from 'react';

export type TabState = 'asking' | 'mine' | 'elsewhere';

/** An interview is open in one tab at a time; the browser gives the lock back by itself when a tab dies. */
export function useOnlyTab(interviewId: string): { state: TabState; takeOver: () => void } {
  const [state, setState] = useState<TabState>('asking');
  const [isStealing, setIsStealing] = useState(false);
  useEffect(() => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const options: LockOptions = isStealing ? { steal: true } : { ifAvailable: true };
    navigator.locks
      .request(`interview:${interviewId}`, options, async (lock) => {
        setState(lock ? 'mine' : 'elsewhere');
        if (lock) await held;
      })
      // Another tab took it over.
      .catch(() => setState('elsewhere'));
    return release;
  }, [interviewId, isStealing]);
  // Asking again, too, where it was taken over already.
  const takeOver = useCallback(() => {
    setIsStealing(false);
    setTimeout(() => setIsStealing(true));
  }, []);
  return { state, takeOver };
}
