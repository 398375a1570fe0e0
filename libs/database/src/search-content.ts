import type { Database } from './database.js';

export interface FoundContent {
  table: string;
  rows: number;
}

/** What can hold text, also as JSON or as bytes. */
const telling = ['text', 'character varying', 'json', 'jsonb', 'bytea', 'ARRAY'];
/** Also the prefix with which a row of bytes is written as text. */
const plainMark = /^[A-Za-z0-9_/-]+$/;

/**
 * Looks through every row of every table of the service's own schema for any of some marks: texts that only what is looked
 * for holds, such as a SHA-256 in hexadecimal. Bytes are searched in hexadecimal as well. It reads everything, one table
 * after the other, each within the role's `statement_timeout`.
 *
 * @param except tables that are known to hold the marks
 * @throws TypeError for a mark with characters that a pattern would take for something else
 */
export async function searchContent(
  database: Database,
  marks: readonly string[],
  options: { except?: readonly string[] } = {},
): Promise<{ tables: number; found: FoundContent[] }> {
  if (!marks.every((mark) => plainMark.test(mark))) throw new TypeError('A mark holds letters, digits, _, / and -.');
  const tables: { name: string }[] = await database.read.query(
    `SELECT DISTINCT c.table_name::text AS name
     FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' AND c.data_type = ANY($1)
       AND NOT c.table_name = ANY($2) ORDER BY 1`,
    [telling, options.except ?? []],
  );
  // An underscore stands for any one character in a pattern.
  const patterns = marks.map((mark) => `%${mark.replaceAll('_', '\\_')}%`);
  const found: FoundContent[] = [];
  for (const { name } of tables) {
    const [row] = (await database.read.query(
      `SELECT count(*)::int AS rows FROM "${name}" AS searched WHERE searched::text LIKE ANY($1)`,
      [patterns],
    )) as [{ rows: number }];
    if (row.rows > 0) found.push({ table: name, rows: row.rows });
  }
  return { tables: tables.length, found };
}
