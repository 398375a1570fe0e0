import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import { dataSourceOptions, type ServiceSchema } from './data-source-options.js';
import { asUnavailable } from './database-failure.js';
import { closeHooks, openHooks, type Tx } from './tx.js';
import { watchedSocket } from './watched-socket.js';

export interface DatabaseOptions extends ServiceSchema {
  /** Logs in as the service's own role, whose `search_path` is the service's schema. */
  url: string;
  /** Connections of this process; waiting for one fails after 5 s. */
  poolSize?: number;
  /** After so long without a word of Postgres the connection counts as lost; 45 s where absent. */
  longestSilenceMs?: number;
  /** Shown in `pg_stat_activity`. */
  applicationName: string;
  logger?: WarningLog;
}

/** The part of a logger that is needed here. */
export interface WarningLog {
  warn(facts: object, message: string): void;
}

const defaultPoolSize = 10;
const hooksDeadlineMs = 5_000;

/** One service's way to its own tables. */
export class Database {
  private readonly inside = new AsyncLocalStorage<{ open: boolean }>();
  private readonly running = new Set<Promise<void>>();

  private constructor(
    readonly dataSource: DataSource,
    private readonly logger: WarningLog,
  ) {}

  /** @throws AppError `unavailable` where Postgres does not answer. */
  static async open(options: DatabaseOptions): Promise<Database> {
    const logger = options.logger ?? silent;
    const { applicationName, url } = options;
    const onPoolError = (error: unknown) => logger.warn({ err: error }, 'An idle database connection was lost.');
    const poolSize = options.poolSize ?? defaultPoolSize;
    const socket = () => watchedSocket(options.longestSilenceMs);
    const dataSource = new DataSource(
      dataSourceOptions(options, { url, applicationName, poolSize, onPoolError, socket }),
    );
    try {
      return new Database(await dataSource.initialize(), logger);
    } catch (error) {
      throw asUnavailable(error);
    }
  }

  /**
   * For reading outside a transaction. Inside one it throws: a second connection would not see what the transaction wrote,
   * and transactions that each wait for a second connection starve the pool for good.
   */
  get read(): EntityManager {
    this.refuseInsideTransaction('Database.read');
    return this.dataSource.manager;
  }

  /**
   * Commits what `work` did, or nothing. The transaction runs as READ COMMITTED; a rule that spans rows locks its parent row.
   * @throws AppError `unavailable` where the connection was lost; the caller may repeat.
   */
  async transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    this.refuseInsideTransaction('Database.transaction');
    let committedHooks: (() => unknown)[] = [];
    const result = await this.dataSource
      .transaction(async (manager) => {
        const { tx, hooks } = openHooks(manager);
        committedHooks = hooks;
        const scope = { open: true };
        try {
          return await this.inside.run(scope, () => work(tx));
        } finally {
          scope.open = false;
          closeHooks(manager);
          refuseLateStatements(manager);
        }
      })
      .catch((error) => {
        throw asUnavailable(error);
      });
    for (const hook of committedHooks) this.runHook(hook);
    return result;
  }

  async ping(): Promise<void> {
    await this.dataSource.query('SELECT 1');
  }

  /** Waits, for at most 5 s, for the hooks of committed transactions. */
  async close(): Promise<void> {
    const late = new AbortController();
    const hooks = Promise.all(this.running).then(() => late.abort());
    await Promise.race([hooks, delay(hooksDeadlineMs, undefined, { signal: late.signal }).catch(() => undefined)]);
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }

  /** Nobody waits for a hook: Redis may be away, and the transaction is committed all the same. */
  private runHook(hook: () => unknown): void {
    const run: Promise<void> = (async () => {
      await hook();
    })()
      .catch((error) =>
        this.logger.warn({ err: error }, 'A hook after a commit failed; the sweep will make up for it.'),
      )
      .finally(() => this.running.delete(run));
    this.running.add(run);
  }

  private refuseInsideTransaction(what: string): void {
    if (!this.inside.getStore()?.open) return;
    throw new Error(`${what} was used inside a transaction; pass that transaction's tx on instead.`);
  }
}

/**
 * Work that was given up on may still be waiting for an answer of Postgres. Its next statement would be sent behind the
 * ROLLBACK, over the same connection, and take effect alone.
 */
function refuseLateStatements({ queryRunner }: EntityManager): void {
  if (!queryRunner) return;
  const query = queryRunner.query.bind(queryRunner) as QueryRunner['query'];
  queryRunner.query = ((sql: string, ...rest: []) => {
    if (sql === 'COMMIT' || sql === 'ROLLBACK') return query(sql, ...rest);
    return Promise.reject(new Error('A statement came after the end of its transaction; it was not run.'));
  }) as QueryRunner['query'];
}

const silent: WarningLog = { warn: () => undefined };
