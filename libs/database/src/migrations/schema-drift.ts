import type { DataSource } from 'typeorm';
import { type SchemaToMigrate, withSchema } from './migrate-schema.js';

export interface SchemaDrift {
  /** Migrations that were not run. */
  pending: string[];
  /** Statements that would bring the tables in line with the entities. */
  up: string[];
  /** Their opposites, in the order in which they would have to run. */
  down: string[];
  /** Tables of the schema that no entity describes. */
  unknownTables: string[];
}

/**
 * Compares a schema with its entities and migrations. A changed CHECK expression or index condition goes unnoticed, since
 * Postgres keeps them in a form of its own: name the constraint anew when its meaning changes.
 */
export async function schemaDrift(schema: SchemaToMigrate): Promise<SchemaDrift> {
  return await withSchema(schema, async (source) => {
    const statements = await source.driver.createSchemaBuilder().log();
    return {
      pending: await pendingMigrations(source),
      up: statements.upQueries.map((statement) => statement.query),
      down: statements.downQueries.map((statement) => statement.query).reverse(),
      unknownTables: await unknownTables(source),
    };
  });
}

export function hasDrift(drift: SchemaDrift): boolean {
  return drift.pending.length + drift.up.length + drift.unknownTables.length > 0;
}

async function pendingMigrations(source: DataSource): Promise<string[]> {
  const known = source.migrations.map((migration) => migration.name ?? migration.constructor.name);
  const [{ exists }] = await source.query(`SELECT to_regclass('migration') IS NOT NULL AS exists`);
  if (!exists) return known;
  const rows: { name: string }[] = await source.query('SELECT name FROM migration');
  const done = new Set(rows.map((row) => row.name));
  return known.filter((name) => !done.has(name));
}

async function unknownTables(source: DataSource): Promise<string[]> {
  const known = source.entityMetadatas.map((metadata) => metadata.tableName);
  const rows: { name: string }[] = await source.query(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() AND tablename <> ALL($1) ORDER BY 1`,
    [[...known, 'migration']],
  );
  return rows.map((row) => row.name);
}
