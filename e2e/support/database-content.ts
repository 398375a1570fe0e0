import pg from 'pg';

/** What changes by itself: seals and cursors move on, and asking is counted whatever the answer is. */
const restless = ['audit_entry', 'audit_seal', 'event_cursor', 'limit_counter'];

/** A digest of every row of every service, by table, to compare before and after. */
export async function databaseContent(adminUrl: string): Promise<Record<string, string>> {
  const client = new pg.Client(adminUrl);
  await client.connect();
  try {
    const content: Record<string, string> = {};
    for (const { table } of await tablesOf(client)) {
      const { rows } = await client.query<{ digest: string }>(
        `SELECT count(*) || ' rows ' || md5(coalesce(string_agg(md5(t::text), '' ORDER BY md5(t::text)), '')) AS digest FROM ${table} t`,
      );
      content[table] = rows[0]!.digest;
    }
    return content;
  } finally {
    await client.end();
  }
}

/** The names of all columns, as a JSON body would call them. */
export async function columnNames(adminUrl: string): Promise<string[]> {
  const client = new pg.Client(adminUrl);
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT DISTINCT column_name::text AS name FROM information_schema.columns WHERE table_schema = ANY($1) ORDER BY 1`,
      [schemas],
    );
    return rows.map(({ name }) => name.replace(/_(\w)/g, (_match, letter: string) => letter.toUpperCase()));
  } finally {
    await client.end();
  }
}

/** How many entries the audit logs of all services hold about what staff did. */
export async function auditEntriesOfStaff(adminUrl: string): Promise<number> {
  const client = new pg.Client(adminUrl);
  await client.connect();
  try {
    const logs = schemas.map((schema) => `SELECT actor FROM ${schema}.audit_entry`).join(' UNION ALL ');
    const { rows } = await client.query<{ entries: number }>(
      `SELECT count(*)::int AS entries FROM (${logs}) AS log WHERE actor LIKE 'staff:%'`,
    );
    return rows[0]!.entries;
  } finally {
    await client.end();
  }
}

/** The tables in which a text stands anywhere, also behind a hexadecimal form, as `schema.table`. */
export async function tablesThatHold(adminUrl: string, text: string): Promise<string[]> {
  const client = new pg.Client(adminUrl);
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ table: string }>(
      `SELECT format('%I.%I', table_schema, table_name) AS table FROM information_schema.tables
       WHERE table_schema = ANY($1) AND table_type = 'BASE TABLE' ORDER BY 1`,
      [schemas],
    );
    const holding: string[] = [];
    for (const { table } of tables) {
      const { rows } = await client.query(
        `SELECT FROM ${table} t WHERE strpos(t::text, $1) > 0 OR strpos(t::text, $2) > 0 LIMIT 1`,
        [text, Buffer.from(text).toString('hex')],
      );
      if (rows.length > 0) holding.push(table);
    }
    return holding;
  } finally {
    await client.end();
  }
}

const schemas = ['accounts', 'applicants', 'interviews', 'contracts', 'payroll', 'events'];

async function tablesOf(client: pg.Client): Promise<{ table: string }[]> {
  const { rows } = await client.query<{ table: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS table FROM information_schema.tables
     WHERE table_schema = ANY($1) AND table_type = 'BASE TABLE' AND NOT table_name = ANY($2) ORDER BY 1`,
    [schemas, restless],
  );
  return rows;
}
