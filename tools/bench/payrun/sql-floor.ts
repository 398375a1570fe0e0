import type pg from 'pg';

const runId = '00000000-0000-0000-0000-000000000001';

/**
 * The same run in as few statements of SQL as it takes, in one transaction on the same tables, then rolled back: lines, payouts,
 * journals and postings, with every constraint checked. No file, no events, no holds, no hash: what no program can be faster than.
 *
 * @returns seconds
 */
export async function sqlFloorSeconds(admin: pg.Client): Promise<number> {
  await admin.query('BEGIN');
  try {
    let startedMs = performance.now();
    await admin.query(
      `INSERT INTO pay_run VALUES ($1, 'draft', 'USD', '2026-02-01', '2026-03-01', $1, 1, NULL, repeat('0', 64), now())`,
      [runId],
    );
    await admin.query(
      `INSERT INTO pay_line
       SELECT gen_random_uuid(), '${runId}', l.id, s.contract_id, s.person_id, l.rate_id, l.seconds,
         r.rate_minor, (2 * l.seconds::bigint * r.rate_minor + 3600) / 7200, r.currency, s.week_start, false, NULL, NULL
       FROM timesheet_line l JOIN timesheet s ON s.id = l.timesheet_id JOIN rate r ON r.id = l.rate_id
       WHERE l.state = 'approved' AND s.state = 'approved'`,
    );
    await admin.query(
      `INSERT INTO payout (id, run_id, person_id, currency, attempt, key, amount_minor, state, created_at)
       SELECT gen_random_uuid(), run_id, person_id, currency, 1, person_id::text, sum(amount_minor), 'ready', now()
       FROM pay_line GROUP BY run_id, person_id, currency`,
    );
    // Without figures of tables that were empty a moment ago, the join is planned as if they still were.
    let elapsedMs = performance.now() - startedMs;
    await admin.query('ANALYZE pay_line, payout');
    startedMs = performance.now();
    await admin.query(
      `INSERT INTO pay_run_approval SELECT $1, 1, gen_random_uuid(), $1, repeat('0', 64), now() FROM generate_series(1, 2)`,
      [runId],
    );
    await admin.query(`UPDATE pay_run SET state = 'approved' WHERE id = $1`, [runId]);
    await admin.query(
      `UPDATE pay_line l SET payout_id = p.id FROM payout p WHERE p.run_id = l.run_id AND p.person_id = l.person_id`,
    );
    await admin.query(`UPDATE timesheet SET state = 'locked' WHERE state = 'approved'`);
    await admin.query(
      `INSERT INTO journal SELECT id, 'approve:' || id, repeat('0', 64), 'approve', 'pyt_' || id, NULL, now(), 2 FROM payout`,
    );
    await admin.query(
      `INSERT INTO posting
       SELECT p.id, n, CASE n WHEN 1 THEN 'expense:contractor' ELSE 'payable:per_' || replace(p.person_id::text, '-', '') END,
         p.currency, CASE n WHEN 1 THEN p.amount_minor ELSE -p.amount_minor END
       FROM payout p, generate_series(1, 2) AS n`,
    );
    await admin.query('SET CONSTRAINTS ALL IMMEDIATE');
    elapsedMs += performance.now() - startedMs;
    return elapsedMs / 1_000;
  } finally {
    await admin.query('ROLLBACK');
  }
}
