import { useQueries, useQuery } from '@tanstack/react-query';
import { api, bodyOf } from '../../api/client.js';
import type { Schemas } from '../../api/queries.js';

/** Those that have jobs and events of their own. */
export const services = ['accounts', 'applicants', 'interviews', 'contracts', 'payroll', 'events'] as const;
export type Service = (typeof services)[number];

export type ParkedJob = Schemas['ParkedJob'] & { service: Service };
export type ParkedEvent = Schemas['ParkedEvent'] & { service: Service };

/** Of each service; the oldest first. */
const most = 50;

export function useEngines() {
  return useQuery({ queryKey: ['engines'], queryFn: () => bodyOf(api.GET('/v1/engines')) });
}

export function useParkedJobs() {
  return useQueries({
    queries: services.map((service) => ({
      queryKey: ['parked-jobs', service],
      queryFn: () => bodyOf(api.GET('/v1/operations/parked-jobs', { params: { query: { service, limit: most } } })),
    })),
    combine: (results) => joined(results, (job: Schemas['ParkedJob'], service): ParkedJob => ({ ...job, service })),
  });
}

export function useParkedEvents() {
  return useQueries({
    queries: services.map((service) => ({
      queryKey: ['parked-events', service],
      queryFn: () => bodyOf(api.GET('/v1/operations/parked-events', { params: { query: { service, limit: most } } })),
    })),
    combine: (results) =>
      joined(results, (event: Schemas['ParkedEvent'], service): ParkedEvent => ({ ...event, service })),
  });
}

interface Found<T> {
  data: { data: T[]; hasMore: boolean } | undefined;
  error: Error | null;
  isPending: boolean;
  refetch: () => unknown;
}

/** What all services have parked, the oldest first. */
function joined<T extends { parkedAt: string }, R extends { parkedAt: string }>(
  results: Found<T>[],
  withService: (row: T, service: Service) => R,
) {
  return {
    rows: results
      .flatMap(({ data }, index) => (data?.data ?? []).map((row) => withService(row, services[index]!)))
      .sort((a, b) => a.parkedAt.localeCompare(b.parkedAt)),
    hasMore: results.some(({ data }) => data?.hasMore),
    isPending: results.some(({ isPending }) => isPending),
    error: results.find(({ error }) => error !== null)?.error ?? null,
    refetch: () => results.forEach((result) => void result.refetch()),
  };
}
