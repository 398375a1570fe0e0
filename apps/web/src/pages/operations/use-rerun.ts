import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { hasCode } from '../../api/api-problem.js';
import { api } from '../../api/client.js';
import type { Service } from './services.js';

/** A proof is known everywhere within a second. */
const provedEveryMs = 400;
const provedTries = 5;

export interface Parked {
  kind: 'job' | 'event';
  id: string;
  service: Service;
}

/** Lets parked work run again; where the session was not proved for long, a mailed code comes first. */
export function useRerun() {
  const queries = useQueryClient();
  /** What waits for the code. */
  const [waiting, setWaiting] = useState<Parked | null>(null);
  const sendCode = useMutation({ mutationFn: async () => await api.POST('/v1/auth/step-up') });
  const rerun = useMutation({
    mutationFn: async ({ kind, id, service }: Parked) =>
      await (kind === 'job'
        ? api.POST('/v1/operations/parked-jobs/{jobId}/rerun', { params: { path: { jobId: id } }, body: { service } })
        : api.POST('/v1/operations/parked-events/{eventId}/rerun', {
            params: { path: { eventId: id } },
            body: { service },
          })),
    retry: (failures, thrown) => waiting !== null && failures < provedTries && hasCode(thrown, 'step_up_required'),
    retryDelay: provedEveryMs,
    onSuccess: async (_answer, { kind, service }) => {
      setWaiting(null);
      await queries.invalidateQueries({ queryKey: [kind === 'job' ? 'parked-jobs' : 'parked-events', service] });
    },
    onError: (error, parked) => {
      const asksForProof = hasCode(error, 'step_up_required');
      setWaiting(asksForProof ? parked : null);
      if (asksForProof) sendCode.mutate();
    },
  });
  return { rerun, sendCode, waiting, stopWaiting: () => setWaiting(null) };
}
