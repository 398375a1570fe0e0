import { DefaultNamingStrategy, type Table } from 'typeorm';

/** Postgres cuts a longer identifier short without an error. */
const longestIdentifier = 63;

/**
 * `createdAt` is the column `created_at`, and constraints and indexes carry the names that Postgres itself gives to unnamed
 * ones, so that a migration written by hand in plain SQL shows no drift from its entities.
 */
export class SnakeCaseNames extends DefaultNamingStrategy {
  override columnName(propertyName: string, customName: string | undefined, embeddedPrefixes: string[]): string {
    return [...embeddedPrefixes, customName ?? propertyName].map(snakeCase).join('_');
  }

  override joinColumnName(relationName: string, referencedColumnName: string): string {
    return `${snakeCase(relationName)}_${snakeCase(referencedColumnName)}`;
  }

  override primaryKeyName(table: Table | string): string {
    return this.named(table, [], 'pkey');
  }

  override uniqueConstraintName(table: Table | string, columns: string[]): string {
    return this.named(table, columns, 'key');
  }

  override relationConstraintName(table: Table | string, columns: string[]): string {
    return this.named(table, columns, 'key');
  }

  override foreignKeyName(table: Table | string, columns: string[]): string {
    return this.named(table, columns, 'fkey');
  }

  override indexName(table: Table | string, columns: string[]): string {
    return this.named(table, columns, 'idx');
  }

  private named(table: Table | string, columns: string[], suffix: string): string {
    const name = [this.getTableName(table), ...columns, suffix].join('_');
    if (name.length > longestIdentifier) {
      throw new Error(`"${name}" is longer than ${longestIdentifier} characters; name it in the entity.`);
    }
    return name;
  }
}

function snakeCase(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}
