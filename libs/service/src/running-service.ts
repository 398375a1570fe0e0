import type { HealthCheck, Metrics } from '@guildhall/observability';

/** A started service, or several in one process. */
export interface RunningService {
  readonly metrics: Metrics[];
  readonly checks: Record<string, HealthCheck>;
  readonly isDraining: () => boolean;
  /** Takes nothing new and finishes what runs. */
  drain(): Promise<void>;
  close(): Promise<void>;
}
