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

  async restartRedis(): Promise<void> {
    await this.redis?.stop();
    await this.startRedis();
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
