import type { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import type { DataSourceOptions, MigrationInterface } from 'typeorm';
import { SnakeCaseNames } from './snake-case-names.js';

export type EntityClass = Function;
export type MigrationClass = new () => MigrationInterface;

/** What a service's `src/database/data-source.ts` exports: every table of its schema and the way they came about. */
export interface ServiceSchema {
  entities: EntityClass[];
  migrations: MigrationClass[];
}

/** Puts a service's own tables together with those that the libraries bring along (`databaseSchema`, `auditSchema`, …). */
export function mergeSchemas(...parts: ServiceSchema[]): ServiceSchema {
  return {
    entities: parts.flatMap((part) => part.entities),
    migrations: parts.flatMap((part) => part.migrations),
  };
}

export interface ConnectionSettings {
  url: string;
  applicationName: string;
  poolSize: number;
  /** Settings of the session, for example `{ role: 'interviews_owner' }`; absent where a pooler stands in between. */
  session?: Record<string, string>;
  onPoolError: (error: unknown) => void;
  /** Makes the socket of each connection; the driver's own where absent. */
  socket?: () => Socket;
}

/**
 * A connection that Postgres ends in the moment in which the pool hands it over has nobody who listens to it, and an error
 * that nobody listens to ends the process. Whoever uses the connection is told by the query that fails.
 */
function surviveErrors(client: EventEmitter): void {
  client.on('error', () => undefined);
}

const connectTimeoutMs = 5_000;

/** No schema is named here: `search_path` is a property of the login role, so tables and migrations land in its schema. */
export function dataSourceOptions(schema: ServiceSchema, connection: ConnectionSettings): DataSourceOptions {
  const session = Object.entries(connection.session ?? {}).map(([name, value]) => `-c ${name}=${value}`);
  return {
    type: 'postgres',
    url: connection.url,
    applicationName: connection.applicationName,
    poolSize: connection.poolSize,
    connectTimeoutMS: connectTimeoutMs,
    poolErrorHandler: connection.onPoolError,
    entities: schema.entities,
    migrations: schema.migrations,
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    namingStrategy: new SnakeCaseNames(),
    synchronize: false,
    uuidExtension: 'pgcrypto',
    installExtensions: false,
    // A forgotten `undefined` in a condition must not become "every row".
    invalidWhereValuesBehavior: { null: 'throw', undefined: 'throw' },
    extra: {
      ...(session.length > 0 && { options: session.join(' ') }),
      ...(connection.socket && { stream: connection.socket }),
      onConnect: surviveErrors,
    },
  };
}
