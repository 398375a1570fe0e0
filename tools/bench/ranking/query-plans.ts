import type pg from 'pg';

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  Plans?: PlanNode[];
}

export interface Statement {
  sql: string;
  values: unknown[];
}

/** Counting: it would read more for every page, and for every row of the table. */
const refusedNodes = ['Aggregate', 'WindowAgg'];

/**
 * What speaks against how Postgres runs the statement of a page.
 * @param mostRows that any step of it may read
 * @returns one line for each fault, none where it reads what it needs and no more
 */
export async function planFaults(
  pool: pg.Pool,
  name: string,
  { sql, values }: Statement,
  mostRows: number,
): Promise<string[]> {
  const faults = /\boffset\b|\bcount\s*\(/i.test(sql) ? [`${name} asks for an offset or a count`] : [];
  const { rows } = await pool.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`, values);
  const [{ Plan: root }] = rows[0]['QUERY PLAN'] as [{ Plan: PlanNode }];
  const refused = withInner(root).filter(
    (node) => refusedNodes.includes(node['Node Type']) || node['Actual Rows'] * node['Actual Loops'] > mostRows,
  );
  return [...faults, ...refused.map((node) => `${name}: ${node['Node Type']} ${node['Relation Name'] ?? ''}`.trim())];
}

function withInner(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(withInner)];
}
