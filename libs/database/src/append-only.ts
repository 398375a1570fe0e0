import type { QueryRunner } from 'typeorm';

/**
 * In a migration: takes UPDATE and DELETE on the table from the service's own role, so that not even a stolen connection
 * rewrites history. Single columns may stay writable, for example a position that is given later.
 *
 * The schema of a service is called like its role (see `initDatabase`), which is how a migration knows whom to revoke from.
 */
export async function appendOnly(
  queryRunner: QueryRunner,
  table: string,
  updatableColumns: string[] = [],
): Promise<void> {
  const [{ role }] = (await queryRunner.query('SELECT current_schema() AS role')) as [{ role: string }];
  await queryRunner.query(`REVOKE UPDATE, DELETE, TRUNCATE ON "${table}" FROM "${role}"`);
  if (updatableColumns.length === 0) return;
  const columns = updatableColumns.map((column) => `"${column}"`).join(', ');
  await queryRunner.query(`GRANT UPDATE (${columns}) ON "${table}" TO "${role}"`);
}
