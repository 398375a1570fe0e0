import { DataSource } from 'typeorm';
import { dataSourceOptions, type ServiceSchema } from '../data-source-options.js';
import { type DatabaseRole, ownerOf } from '../roles/service-roles.js';

export interface SchemaToMigrate extends ServiceSchema {
  /** An admin of the database; migrations then act as the schema's owner. Never behind a transaction pooler. */
  adminUrl: string;
  service: DatabaseRole;
}

/** One connection runs the migrations, one holds the lock. */
const migrationPoolSize = 2;

/** Opens the schema as its owner for as long as `work` takes. */
export async function withSchema<T>(schema: SchemaToMigrate, work: (source: DataSource) => Promise<T>): Promise<T> {
  const source = new DataSource(
    dataSourceOptions(schema, {
      url: schema.adminUrl,
      applicationName: `guildhall-migrations-${schema.service}`,
      poolSize: migrationPoolSize,
      session: { role: ownerOf(schema.service), search_path: schema.service },
      // A connection that breaks between two statements shows in the next statement.
      onPoolError: () => undefined,
    }),
  );
  await source.initialize();
  try {
    return await work(source);
  } finally {
    await source.destroy();
  }
}

/**
 * Runs what is pending, one transaction per migration; a second run at the same time waits for the first.
 * @returns the names of the migrations that were run.
 */
export async function migrateSchema(schema: SchemaToMigrate): Promise<string[]> {
  return await withSchema(schema, (source) =>
    holdingMigrationLock(source, schema.service, async () => {
      const done = await source.runMigrations();
      await source.query(`REVOKE INSERT, UPDATE, DELETE ON migration FROM ${schema.service}`);
      return done.map((migration) => migration.name);
    }),
  );
}

/** Takes the last migration back. @returns its name, or null where none was run. */
export async function revertLastMigration(schema: SchemaToMigrate): Promise<string | null> {
  return await withSchema(schema, (source) =>
    holdingMigrationLock(source, schema.service, async () => {
      const last = async () => {
        const rows: { name: string }[] = await source.query('SELECT name FROM migration ORDER BY id DESC LIMIT 1');
        return rows[0]?.name ?? null;
      };
      const name = await last();
      if (name !== null) await source.undoLastMigration();
      return name;
    }),
  );
}

async function holdingMigrationLock<T>(source: DataSource, service: string, work: () => Promise<T>): Promise<T> {
  const holder = source.createQueryRunner();
  try {
    await holder.query('SELECT pg_advisory_lock(hashtext($1))', [`guildhall:migrate:${service}`]);
    return await work();
  } finally {
    // The lock belongs to the session and must not go back to the pool with it.
    await holder.query('SELECT pg_advisory_unlock_all()');
    await holder.release();
  }
}
