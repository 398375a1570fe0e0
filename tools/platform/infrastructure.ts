import { rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../embedded/embedded-postgres.js';
import { type EmbeddedRedis, startEmbeddedRedis } from '../embedded/embedded-redis.js';
import { type Mailbox, startMailbox } from '../mailbox/start-mailbox.js';
import { ensurePlatformDatabase, platformDatabaseUrl } from './platform-database.js';
import type { PlatformFolder } from './platform-folder.js';
import type { PortBlock } from './ports.js';
import type { Secrets } from './secrets.js';

const PLACES = { postgres: 0, redis: 1, smtp: 2, mailboxPage: 3 };

/** Infrastructure that the user runs; each one that is set replaces its embedded part. */
export interface OwnInfrastructure {
  DATABASE_URL?: string;
  REDIS_URL?: string;
  SMTP_URL?: string;
}

/** What the services stand on. */
export class Infrastructure {
  private constructor(
    private readonly folder: PlatformFolder,
    private readonly ports: PortBlock,
    private readonly secrets: Secrets,
    private readonly own: OwnInfrastructure,
    private readonly syncToDisk: boolean,
  ) {}

  private postgres: EmbeddedPostgres | null = null;
  private redis: EmbeddedRedis | null = null;
  private mailbox: Mailbox | null = null;

  static async start(options: {
    folder: PlatformFolder;
    ports: PortBlock;
    secrets: Secrets;
    own: OwnInfrastructure;
    syncToDisk: boolean;
  }): Promise<Infrastructure> {
    const { folder, ports, secrets, own, syncToDisk } = options;
    const infrastructure = new Infrastructure(folder, ports, secrets, own, syncToDisk);
    const parts = await Promise.allSettled([
      infrastructure.startPostgres(),
      infrastructure.startRedis(),
      infrastructure.startMailbox(),
    ]);
    const failed = parts.find((part) => part.status === 'rejected');
    if (failed) {
      await infrastructure.stop();
      throw failed.reason;
    }
    return infrastructure;
  }

  /** The administrator's way to the platform's database. */
  get adminUrl(): string {
    return this.postgres ? platformDatabaseUrl(this.postgres) : (this.own.DATABASE_URL ?? '');
  }

  get redisUrl(): string {
    return this.redis?.url ?? this.own.REDIS_URL ?? '';
  }

  get smtpUrl(): string {
    return this.mailbox?.smtpUrl ?? this.own.SMTP_URL ?? '';
  }

  /** Null where mail goes to a server of the user's. */
  get mailboxUrl(): string | null {
    return this.mailbox?.pageUrl ?? null;
  }

  get embeddedParts(): string[] {
    const parts = { Postgres: this.postgres, Redis: this.redis, mailbox: this.mailbox };
    return Object.entries(parts).flatMap(([name, part]) => (part ? [name] : []));
  }

  /** As after a fault of the server: its connections break, its data stays. */
  async restartPostgres(): Promise<void> {
    await this.postgres?.stop();
    await this.startPostgres();
  }

  /** @param options.empty as after the loss of its disk: it comes back with nothing in it. */
  async restartRedis(options: { empty?: boolean } = {}): Promise<void> {
    await this.redis?.stop();
    if (options.empty) rmSync(path.join(this.folder.redis, 'appendonlydir'), { recursive: true, force: true });
    await this.startRedis();
  }

  /** Immediate shutdown: nothing is written any more, and the next start recovers from the log. */
  async killPostgres(): Promise<void> {
    await kill(this.postgres, 'SIGQUIT');
  }

  /** Ended without a chance to write down what it has. */
  async killRedis(): Promise<void> {
    await kill(this.redis, 'SIGKILL');
  }

  async stop(): Promise<void> {
    await Promise.all([this.mailbox?.stop(), this.redis?.stop(), this.postgres?.stop()]);
  }

  private async startPostgres(): Promise<void> {
    if (this.own.DATABASE_URL) return;
    this.postgres = await startEmbeddedPostgres({
      directory: this.folder.postgres,
      port: this.ports.at(PLACES.postgres),
      secrets: this.secrets,
      syncToDisk: this.syncToDisk,
    });
    await ensurePlatformDatabase(this.postgres);
  }

  private async startRedis(): Promise<void> {
    if (this.own.REDIS_URL) return;
    this.redis = await startEmbeddedRedis({
      directory: this.folder.redis,
      port: this.ports.at(PLACES.redis),
      secrets: this.secrets,
    });
  }

  private async startMailbox(): Promise<void> {
    if (this.own.SMTP_URL) return;
    this.mailbox = await startMailbox({
      smtpPort: this.ports.at(PLACES.smtp),
      httpPort: this.ports.at(PLACES.mailboxPage),
      directory: this.folder.mailbox,
    });
  }
}

/** Ends an embedded server by a signal, and waits until it is gone. */
async function kill(server: EmbeddedPostgres | EmbeddedRedis | null, signal: NodeJS.Signals): Promise<void> {
  if (!server || server.adopted) throw new Error('Only a server that was started here can be killed.');
  process.kill(server.pid, signal);
  await server.stop();
}
