import type { Logger } from '@guildhall/observability';
import type { RunningService, ServiceSurroundings, StartedService } from '@guildhall/service';
import { startAccounts } from '../../accounts/src/start-accounts.js';
import { startApplicants } from '../../applicants/src/start-applicants.js';
import { startContracts } from '../../contracts/src/start-contracts.js';
import { startEvents } from '../../events/src/start-events.js';
import { type StartedGateway, startGateway } from '../../gateway/src/start-gateway.js';
import { startInterviews } from '../../interviews/src/start-interviews.js';
import { startPayroll } from '../../payroll/src/start-payroll.js';
import type { AllInOneConfig } from './read-all-in-one-config.js';

export interface AllInOne extends RunningService {
  readonly gateway: StartedGateway;
  readonly services: Readonly<
    Record<'accounts' | 'applicants' | 'interviews' | 'contracts' | 'payroll' | 'events', StartedService>
  >;
  /** For tests: lets events and jobs go on until nothing is left to do anywhere for now. */
  settle(timeoutMs?: number): Promise<void>;
}

/** Ends what goes on by itself for ever. */
const mostSettlingRounds = 50;
/** In the first, events get their place that somebody has looked for already; the second sees that nothing comes of them. */
const quietRounds = 2;

/**
 * Every service in one process, talking over Redis just as separate processes do. What was started is stopped again where
 * a later one fails to start.
 */
export async function startAllInOne(
  config: AllInOneConfig,
  surroundings: Omit<ServiceSurroundings, 'logger'> & { logger?: Logger },
): Promise<AllInOne> {
  const started: RunningService[] = [];
  const start = async <T extends RunningService>(starting: Promise<T>): Promise<T> => {
    const service = await starting;
    started.push(service);
    return service;
  };
  try {
    const services = {
      accounts: await start(startAccounts(config.accounts, surroundings)),
      applicants: await start(startApplicants(config.applicants, surroundings)),
      interviews: await start(startInterviews(config.interviews, surroundings)),
      contracts: await start(startContracts(config.contracts, surroundings)),
      payroll: await start(startPayroll(config.payroll, surroundings)),
      events: await start(startEvents(config.events, surroundings)),
    };
    const gateway = await start(startGateway(config.gateway, surroundings));
    return together(services, gateway);
  } catch (thrown) {
    for (const service of started.reverse()) await service.close().catch(() => undefined);
    throw thrown;
  }
}

/** How much there has been to do so far; the same again where nothing new came of what was done since. */
async function workOf(services: readonly StartedService[]): Promise<string> {
  const counts = await Promise.all(
    services.map(({ database }) =>
      database.dataSource.query(
        'SELECT (SELECT count(*) FROM event) AS events, (SELECT count(*) FROM job_intent) AS jobs',
      ),
    ),
  );
  return JSON.stringify(counts);
}

function together(services: AllInOne['services'], gateway: StartedGateway): AllInOne {
  const named = { gateway, ...services };
  const behind = Object.values(services);
  return {
    gateway,
    services,
    metrics: Object.values(named).flatMap((service) => service.metrics),
    checks: Object.fromEntries(
      Object.entries(named).flatMap(([name, { checks }]) =>
        Object.entries(checks).map(([check, ask]) => [`${name}.${check}`, ask]),
      ),
    ),
    isDraining: gateway.isDraining,
    async settle(timeoutMs) {
      let before = await workOf(behind);
      for (let round = 0, quiet = 0; quiet < quietRounds; round++) {
        if (round === mostSettlingRounds) throw new Error(`Work goes on after ${round} rounds.`);
        for (const service of behind) await service.settle(timeoutMs);
        const after = await workOf(behind);
        quiet = after === before ? quiet + 1 : 0;
        before = after;
      }
    },
    // The edge first: what it still has to answer needs the services behind it.
    async drain() {
      await gateway.drain();
      await Promise.all(behind.map((service) => service.drain()));
    },
    async close() {
      await gateway.close();
      await Promise.all(behind.map((service) => service.close()));
    },
  };
}
