import { useEffect, useRef } from 'react';
import type { CandidatePage } from '../../api/console-schemas.js';
import { scoresTold, useLiveEvents } from '../../api/live.js';
import type { CandidateFilters } from './candidate-filters.js';
import { useNewestCandidates } from './candidate-queries.js';

/** Ranks are made anew some moments after a result is told of. */
const lookAfterMs = [1_500, 10_000];

/**
 * How many results have come since the ranking that is shown; null while it is the newest. They are only counted: rows move when
 * somebody asks for it.
 */
export function useNewerScores(
  openingId: string,
  filters: CandidateFilters,
  shown: Pick<CandidatePage, 'rankingId' | 'rankedAt'> | undefined,
): number | null {
  const { data: newest, refetch } = useNewestCandidates(openingId, filters);
  const timers = useRef<ReturnType<typeof setTimeout>[]>([]);
  const isWaiting = useRef(false);
  useLiveEvents(scoresTold, () => {
    for (const timer of timers.current) clearTimeout(timer);
    timers.current = lookAfterMs.map((delay) => setTimeout(look, delay));
  });
  useEffect(() => {
    const onVisible = () => {
      if (document.visibilityState === 'hidden' || !isWaiting.current) return;
      isWaiting.current = false;
      void refetch();
    };
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      document.removeEventListener('visibilitychange', onVisible);
      for (const timer of timers.current) clearTimeout(timer);
    };
  }, [refetch]);
  if (!newest || !shown || newest.rankingId === null || newest.rankingId === shown.rankingId) return null;
  const since = shown.rankedAt ?? '';
  // A ranking that is older than the one shown has been asked for before it.
  if ((newest.rankedAt ?? '') <= since) return null;
  return newest.data.filter(({ scorecard }) => scorecard.createdAt > since).length;

  function look(): void {
    // Nobody looks at a page that is hidden; it is asked once it is shown again.
    if (document.visibilityState === 'hidden') isWaiting.current = true;
    else void refetch();
  }
}
