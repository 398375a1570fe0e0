import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

const everyMs = 1_000;
const mostLooks = 20;

/**
 * Looks again for what is made a moment after an address was proved, until it is there; after so many looks it is left to the
 * live events. @returns whether that took longer than it usually does
 */
export function useLooking(isAwaited: boolean): boolean {
  const queries = useQueryClient();
  const [looks, setLooks] = useState(0);
  const isLong = looks >= mostLooks;
  useEffect(() => {
    if (!isAwaited || isLong) return;
    const timer = setInterval(() => {
      setLooks((count) => count + 1);
      void queries.invalidateQueries({ queryKey: ['applications'] });
      void queries.invalidateQueries({ queryKey: ['interviews'] });
    }, everyMs);
    return () => clearInterval(timer);
  }, [isAwaited, isLong, queries]);
  return isLong;
}
