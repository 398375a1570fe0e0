import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { DatabaseService } from '@guildhall/database';
import { Infrastructure, type OwnInfrastructure } from './infrastructure.js';
import { holdFolder } from './launcher-lock.js';
import { type PlatformFolder, platformFolder, projectRoot } from './platform-folder.js';
import { claimPortBlock, type PortBlock } from './ports.js';
import { prepareDatabase, serviceDatabaseUrls } from './prepare-database.js';
import { Secrets } from './secrets.js';
import { serviceEnvironment, takeFirstAdminPassword } from './service-environment.js';
import { ServiceProcess } from './service-process.js';
import { simulatedBankProcess } from './simulated-bank-process.js';

const SERVICES = ['accounts', 'applicants', 'interviews', 'contracts', 'payroll', 'events', 'gateway'] as const;
export type Service = (typeof SERVICES)[number];

/** Places in the port block: ten replicas of the gateway, then ten operations ports a service. */
const BANK_PLACE = 4;
const HTTP_PLACE = 10;
const OPERATIONS_PLACE = 20;
const MOST_REPLICAS = 10;

export interface PlatformOptions {
  /** Everything it keeps lies in `var/<environment>`. */
  environment: string;
  /** `child`: all services in one process (all-in-one); `processes`: one process and more for each. */
  mode?: 'child' | 'processes';
  replicas?: Partial<Record<Service, number>>;
  /** Taken from the port block where it is not given. */
  httpPort?: number;
  /** Claimed, and released in the end, where it is not given. */
  portBlock?: PortBlock;
  /** Settings of the user: own infrastructure and what services read directly. */
  own?: OwnInfrastructure & NodeJS.ProcessEnv;
  /** Settings that win over all others (tests). */
  settings?: Record<string, string>;
  nodeOptions?: readonly string[];
  /** True to begin with an empty folder; whatever the environment kept is deleted. */
  fresh?: boolean;
  /** False for data that may be lost with the machine's power. */
  syncToDisk?: boolean;
  /** Told each step in a few words. */
  report?: (step: string) => void;
}

export interface Platform {
  readonly url: string;
  readonly mailboxUrl: string | null;
  /** Health and metrics; of the first service where each runs in a process of its own. */
  readonly operationsUrl: string;
  readonly folder: PlatformFolder;
  readonly infrastructure: Infrastructure;
  readonly databaseUrls: Record<DatabaseService, string>;
  /** What every service was started with. */
  readonly environment: Record<string, string>;
  readonly processes: readonly ServiceProcess[];
  /** The password works until its owner replaces it at the first login. */
  readonly firstAdmin: { email: string; oneTimePassword: string };
  /** The same password the first time it is asked for in the life of this installation, then null. */
  takeFirstPassword(): string | null;
  /** Services first, then what they stand on. */
  stop(): Promise<void>;
}

/**
 * Brings the whole platform up and waits until it is ready; what was started is stopped again when a part fails.
 * @throws Error that names the part, its reason and the last lines of its log.
 */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const started = new Started();
  try {
    return await bringUp(options, started);
  } catch (error) {
    await started.stop();
    throw error;
  }
}

/** What has to be undone, the last first. */
class Started {
  private readonly undo: (() => Promise<void>)[] = [];

  add(undo: () => Promise<void>): void {
    this.undo.push(undo);
  }

  async stop(): Promise<void> {
    for (let last = this.undo.pop(); last; last = this.undo.pop()) await last();
  }
}

async function bringUp(options: PlatformOptions, started: Started): Promise<Platform> {
  const report = options.report ?? (() => undefined);
  const own = options.own ?? pathOnly();
  const folder = platformFolder(options.environment);
  await takeFolder(folder, options, started);
  const ports = options.portBlock ?? (await claimPortBlock(projectRoot));
  if (!options.portBlock) started.add(() => ports.release());

  const secrets = new Secrets(folder.secrets);
  report('Starting Postgres, Redis and the mailbox');
  const syncToDisk = options.syncToDisk ?? true;
  const infrastructure = await Infrastructure.start({ folder, ports, secrets, own, syncToDisk });
  started.add(() => infrastructure.stop());

  report('Preparing the database');
  await prepareDatabase(infrastructure.adminUrl, secrets);
  const databaseUrls = serviceDatabaseUrls(infrastructure.adminUrl, secrets);

  report('Starting the services');
  const httpPort = options.httpPort ?? ports.at(HTTP_PLACE);
  const url = `http://localhost:${httpPort}`;
  const { redisUrl, smtpUrl, mailboxUrl } = infrastructure;
  const publicUrl = own['PUBLIC_URL'] ?? url;
  const operationsPort = ports.at(OPERATIONS_PLACE);
  const bank = own['BANK_URL'] ? null : simulatedBankProcess(folder, ports.at(BANK_PLACE));
  if (bank) {
    started.add(() => bank.process.stop());
    await bank.process.start();
  }
  const bankUrl = bank?.url ?? null;
  const addresses = { databaseUrls, redisUrl, smtpUrl, mailboxUrl, publicUrl, bankUrl, httpPort, operationsPort };
  const environment: Record<string, string> = {
    ...serviceEnvironment(folder, secrets, addresses, own),
    ...options.settings,
  };
  const processes = planProcesses(options, environment, ports, folder.logs);
  started.add(() => stopProcesses(processes));
  await Promise.all(processes.map((each) => each.start()));

  writeState(folder, { url, infrastructure, processes, ports });
  started.add(async () => rmSync(folder.state, { force: true }));
  return {
    url,
    mailboxUrl,
    operationsUrl: operationsUrlAt(operationsPort),
    folder,
    infrastructure,
    databaseUrls,
    environment,
    processes,
    firstAdmin: {
      email: environment['FIRST_ADMIN_EMAIL'] ?? '',
      oneTimePassword: environment['FIRST_ADMIN_PASSWORD'] ?? '',
    },
    takeFirstPassword: () => takeFirstAdminPassword(secrets, environment),
    stop: () => started.stop(),
  };
}

async function takeFolder(folder: PlatformFolder, { fresh }: PlatformOptions, started: Started): Promise<void> {
  const lock = await holdFolder(folder.root);
  if (!lock) throw new Error(`The platform already runs on ${folder.root}; stop that one first.`);
  started.add(() => lock.release());
  if (fresh) rmSync(folder.root, { recursive: true, force: true });
  mkdirSync(folder.root, { recursive: true, mode: 0o700 });
}

function planProcesses(
  options: PlatformOptions,
  environment: Record<string, string>,
  ports: PortBlock,
  logDirectory: string,
): ServiceProcess[] {
  const common = { logDirectory, nodeOptions: options.nodeOptions ?? [] };
  if ((options.mode ?? 'child') === 'child') {
    const app = 'all-in-one';
    const readyUrl = `${operationsUrlAt(ports.at(OPERATIONS_PLACE))}/health/ready`;
    return [new ServiceProcess({ ...common, app, main: mainOf(app), name: app, environment, readyUrl })];
  }
  return SERVICES.flatMap((app, index) => {
    const replicas = options.replicas?.[app] ?? 1;
    if (replicas > MOST_REPLICAS) throw new RangeError(`There are ports for ${MOST_REPLICAS} replicas of ${app}.`);
    return Array.from({ length: replicas }, (_, replica) => {
      const operationsPort = ports.at(OPERATIONS_PLACE + index * MOST_REPLICAS + replica);
      const httpPort = replica === 0 ? environment['PORT'] : ports.at(HTTP_PLACE + replica);
      return new ServiceProcess({
        ...common,
        app,
        main: mainOf(app),
        name: replicas === 1 ? app : `${app}-${replica + 1}`,
        environment: { ...environment, PORT: String(httpPort), OPERATIONS_PORT: String(operationsPort) },
        readyUrl: `${operationsUrlAt(operationsPort)}/health/ready`,
      });
    });
  });
}

function operationsUrlAt(port: number): string {
  return `http://127.0.0.1:${port}`;
}

function mainOf(app: string): string {
  return path.join(projectRoot, 'dist/apps', app, 'src/main.js');
}

/** The edge first, so that nobody is let in any more. */
async function stopProcesses(processes: readonly ServiceProcess[]): Promise<void> {
  const isEdge = (each: ServiceProcess) => each.app === 'gateway';
  await Promise.all(processes.filter(isEdge).map((each) => each.stop()));
  await Promise.all(processes.filter((each) => !isEdge(each)).map((each) => each.stop()));
}

/** Without the user's settings a service still has to find its programs. */
function pathOnly(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], HOME: process.env['HOME'] };
}

function writeState(
  folder: PlatformFolder,
  running: { url: string; infrastructure: Infrastructure; processes: readonly ServiceProcess[]; ports: PortBlock },
): void {
  const state: PlatformState = {
    launcher: process.pid,
    url: running.url,
    mailboxUrl: running.infrastructure.mailboxUrl,
    ports: `${running.ports.first}-${running.ports.first + 99}`,
    embedded: running.infrastructure.embeddedParts,
    processes: running.processes.map(({ name, pid, logFile }) => ({ name, pid, logFile })),
  };
  writeFileSync(folder.state, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
}

/** What the launcher writes down while it runs (`platform.json`). */
export interface PlatformState {
  launcher: number;
  url: string;
  mailboxUrl: string | null;
  ports: string;
  embedded: string[];
  processes: { name: string; pid: number; logFile: string }[];
}
