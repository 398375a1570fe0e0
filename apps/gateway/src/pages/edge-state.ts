import type { HealthCheck } from '@guildhall/observability';

/**
 * Whether this process should be sent requests. Redis is no part of it: while it is away every gateway is in the same
 * position, and uploads have to get through to one of them.
 */
export class EdgeState {
  isDraining: () => boolean = () => false;

  constructor(readonly checks: Record<string, HealthCheck>) {}
}
