import { useEffect, useRef } from 'react';

const nearEndPx = 8;

/** Page Down moves on; where more of this page is below the window, to that first, so that nothing is passed over unread. */
export function usePageDown(onNext: () => void): void {
  const next = useRef(onNext);
  useEffect(() => {
    next.current = onNext;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'PageDown' || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
      if (event.target instanceof HTMLSelectElement) return;
      const { scrollTop, scrollHeight, clientHeight } = document.documentElement;
      if (scrollTop + clientHeight < scrollHeight - nearEndPx) return;
      event.preventDefault();
      next.current();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
