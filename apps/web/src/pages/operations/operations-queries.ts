import { useQueries, useQuery } from '@tanstack/react-query';
import { api, bodyOf } from '../../api/client.js';
import type { Schemas } from '../../api/queries.js';
import { lateQueues } from './late-queues.js';
import { type Service, services } from './services.js';

export type ParkedJob = Schemas['ParkedJob'] & { service: Service };
export type ParkedEvent = Schemas['ParkedEvent'] & { service: Service };

/** Of each service; the oldest first. */
const most = 50;

export function useEngines() {
  return useQuery({ queryKey: ['engines'], queryFn: () => bodyOf(api.GET('/v1/engines')) });
}

/** How old something is changes while one looks at it. */
const lookAgainMs = 30_000;

/** What should have been begun, of all services, and what of it is late. */
export function useLateQueues() {
  return useQueries({
    queries: services.map((service) => ({
      queryKey: ['waiting-jobs', service],
      queryFn: () => bodyOf(api.GET('/v1/operations/waiting-jobs', { params: { query: { service } } })),
      refetchInterval: lookAgainMs,
    })),
    combine: (results) => ({
      ...stateOf(results),
      rows: lateQueues(results.flatMap(({ data }, index) => (data ? [{ ...data, service: services[index]! }] : []))),
      hasMore: results.some(({ data }) => data?.moreWait),
    }),
  });
}

/** What models have cost today, and what waits because of it. */
export function useSpending() {
  return useQuery({
    queryKey: ['spending'],
    queryFn: () => bodyOf(api.GET('/v1/operations/spending')),
    refetchInterval: lookAgainMs,
  });
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

interface Asked {
  error: Error | null;
  isPending: boolean;
  refetch: () => unknown;
}

interface Found<T> extends Asked {
  data: { data: T[]; hasMore: boolean } | undefined;
}

/** Of what was asked of several services at once. */
function stateOf(results: Asked[]) {
  return {
    isPending: results.some(({ isPending }) => isPending),
    error: results.find(({ error }) => error !== null)?.error ?? null,
    refetch: () => results.forEach((result) => void result.refetch()),
  };
}

/** What all services have parked, the oldest first. */
function joined<T extends { parkedAt: string }, R extends { parkedAt: string }>(
  results: Found<T>[],
  withService: (row: T, service: Service) => R,
) {
  return {
    ...stateOf(results),
    rows: results
      .flatMap(({ data }, index) => (data?.data ?? []).map((row) => withService(row, services[index]!)))
      .sort((a, b) => a.parkedAt.localeCompare(b.parkedAt)),
    hasMore: results.some(({ data }) => data?.hasMore),
  };
}
