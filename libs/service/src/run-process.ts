import { ConfigError, readConfig } from '@guildhall/config';
import { messageOf } from '@guildhall/errors';
import { startOperationsServer } from '@guildhall/observability';
import type { RunningService } from './running-service.js';
import { ProcessConfig } from './service-config.js';

/** A second signal, or this much time, ends a shutdown that hangs. */
const shutdownDeadlineMs = 25_000;

/**
 * The life of a process: start, serve health and metrics, and on SIGTERM or SIGINT stop in order. Not ready comes first, so
 * that nobody sends anything new; then what runs is finished; the operations server goes last.
 */
export async function runProcess(start: () => Promise<RunningService>): Promise<void> {
  try {
    const settings = readConfig(ProcessConfig, process.env);
    const service = await start();
    const operations = await startOperationsServer({
      port: settings.operationsPort,
      host: settings.operationsHost,
      metrics: service.metrics,
      checks: service.checks,
      isDraining: service.isDraining,
    });
    stopOnSignal(async () => {
      await service.drain();
      await service.close();
      await operations.close();
    });
  } catch (thrown) {
    const detail = thrown instanceof ConfigError ? thrown.message : (thrown as Error).stack;
    process.stderr.write(`The process could not start: ${detail ?? messageOf(thrown)}\n`);
    process.exit(1);
  }
}

function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  const onSignal = () => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), shutdownDeadlineMs).unref();
    stop().then(
      () => process.exit(0),
      (thrown) => {
        process.stderr.write(`The process did not stop cleanly: ${messageOf(thrown)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}
