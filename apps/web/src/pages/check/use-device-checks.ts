import { useQuery } from '@tanstack/react-query';

const bytesPerMinute = (1_064_000 / 8) * 60;
const fewestMinutes = 10;
/** Beyond it a question's answer is still on its way when the next one is asked. */
const slowMs = 1_500;

/** Whether the line answers within a moment; recording needs no fast one. */
export function useConnection() {
  return useQuery({
    queryKey: ['connection'],
    queryFn: async () => {
      const startedAt = performance.now();
      await fetch('/health/live', { cache: 'no-store', signal: AbortSignal.timeout(10_000) });
      return performance.now() - startedAt < slowMs ? ('fast' as const) : ('slow' as const);
    },
    gcTime: 0,
  });
}

/** Minutes of recording that this device has room for; null where the browser does not tell. */
export function useRoomForRecording() {
  return useQuery({
    queryKey: ['room-for-recording'],
    queryFn: async () => {
      if (!navigator.storage?.estimate) return { minutes: null, isEnough: true };
      const { quota, usage = 0 } = await navigator.storage.estimate();
      if (quota === undefined) return { minutes: null, isEnough: true };
      const minutes = Math.floor((quota - usage) / bytesPerMinute);
      return { minutes, isEnough: minutes >= fewestMinutes };
    },
    gcTime: 0,
  });
}
