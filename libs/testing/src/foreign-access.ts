import pg from 'pg';

export interface Isolation {
  /** Relations of all schemas that are not Postgres' own. */
  relations: string[];
  /** Statements that were really tried, logged in as the role. */
  attempts: number;
  /** In words: what a role may do, or did, outside its own schema. Empty when the roles are kept apart. */
  leaks: string[];
}

interface Relation {
  schema: string;
  name: string;
  kind: 'table' | 'sequence';
}

const permissionDenied = '42501';

/**
 * Looks for anything that one of the login roles could read or write outside the schema of its own name: every ordered pair
 * of a role and a relation, by the catalogue and by really trying.
 */
export async function findForeignAccess<Role extends string>(
  adminUrl: string,
  roles: readonly Role[],
  urlOf: (role: Role) => string,
): Promise<Isolation> {
  const admin = new pg.Client(adminUrl);
  await admin.connect();
  try {
    const relations = await relationsOf(admin);
    const leaks = await grantsAcross(admin, roles);
    let attempts = 0;
    for (const role of roles) {
      const foreign = relations.filter((relation) => relation.schema !== role);
      const tried = await tryAll(urlOf(role), role, foreign);
      attempts += tried.attempts;
      leaks.push(...tried.leaks);
    }
    return { relations: relations.map(({ schema, name }) => `${schema}.${name}`), attempts, leaks };
  } finally {
    await admin.end();
  }
}

const foreignSchema = `n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND n.nspname <> r.rolname`;

async function relationsOf(admin: pg.Client): Promise<Relation[]> {
  const { rows } = await admin.query<Relation>(
    `SELECT n.nspname AS schema, c.relname AS name, CASE c.relkind WHEN 'S' THEN 'sequence' ELSE 'table' END AS kind
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
     ORDER BY 1, 2`,
  );
  return rows;
}

/** What the catalogue grants: on relations and single columns, on schemas, and by membership in another role. */
async function grantsAcross(admin: pg.Client, roles: readonly string[]): Promise<string[]> {
  const { rows } = await admin.query<{ leak: string }>(
    `SELECT format('%s holds a privilege on %s.%s', r.rolname, n.nspname, c.relname) AS leak
     FROM pg_roles r, pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE r.rolname = ANY($1) AND ${foreignSchema} AND CASE
       WHEN c.relkind = 'S' THEN has_sequence_privilege(r.oid, c.oid, 'USAGE, SELECT, UPDATE')
       WHEN c.relkind IN ('r', 'p', 'v', 'm', 'f') THEN
         has_table_privilege(r.oid, c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')
         OR has_any_column_privilege(r.oid, c.oid, 'SELECT, INSERT, UPDATE, REFERENCES')
       ELSE false END
     UNION ALL
     SELECT format('%s may use or create in schema %s', r.rolname, n.nspname) FROM pg_roles r, pg_namespace n
     WHERE r.rolname = ANY($1) AND ${foreignSchema} AND has_schema_privilege(r.oid, n.oid, 'USAGE, CREATE')
     UNION ALL
     SELECT format('%s may act as %s', r.rolname, m.rolname) FROM pg_roles r, pg_roles m
     WHERE r.rolname = ANY($1) AND m.oid <> r.oid AND pg_has_role(r.oid, m.oid, 'MEMBER')`,
    [roles],
  );
  return rows.map((row) => row.leak);
}

/** Only "permission denied" is a pass: any other error was raised after the permission had been given. */
async function tryAll(
  url: string,
  role: string,
  relations: readonly Relation[],
): Promise<{ attempts: number; leaks: string[] }> {
  const client = new pg.Client(url);
  await client.connect();
  const leaks: string[] = [];
  let attempts = 0;
  try {
    for (const relation of relations) {
      for (const statement of statementsOn(relation)) {
        attempts += 1;
        await client.query('BEGIN');
        const code = await client.query(statement).then(
          () => 'success',
          (error: { code?: string }) => error.code,
        );
        await client.query('ROLLBACK');
        if (code !== permissionDenied) leaks.push(`${role} was not refused (${code}): ${statement}`);
      }
    }
    return { attempts, leaks };
  } finally {
    await client.end();
  }
}

function statementsOn(relation: Relation): string[] {
  const name = `${pg.escapeIdentifier(relation.schema)}.${pg.escapeIdentifier(relation.name)}`;
  if (relation.kind === 'sequence') return [`SELECT nextval('${name}')`, `SELECT last_value FROM ${name}`];
  return [
    `SELECT * FROM ${name} LIMIT 1`,
    `INSERT INTO ${name} DEFAULT VALUES`,
    `DELETE FROM ${name}`,
    `TRUNCATE ${name}`,
    `DROP TABLE ${name}`,
  ];
}
