import { type TestDatabase, testDatabase } from '@guildhall/testing';
import { interviewsSchema } from './data-source.js';

let db: TestDatabase;

beforeAll(async () => {
  db = await testDatabase('interviews', interviewsSchema);
});

afterAll(() => db?.drop());

const run = (sql: string) => db.database.dataSource.query(sql);

async function columnsOf(table: string): Promise<string[]> {
  const rows: { column_name: string }[] = await db.database.dataSource.query(
    'SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = $1',
    [table],
  );
  return rows.map(({ column_name }) => column_name);
}

describe('What a result was made from, the result, what a page told, and who had what deleted or kept', () => {
  it.each<[string, string[]]>([
    ['plan_version', ['state', 'published_at']],
    ['consent', ['withdrawn_at']],
    ['transcript', []],
    ['transcript_correction', []],
    ['transcript_mistake', []],
    ['stored_transcription', []],
    ['model_call', []],
    ['scorecard', []],
    ['scorecard_reading', []],
    ['scorecard_summary', []],
    ['scorecard_outline', []],
    ['appeal', ['state', 'outcome', 'reason_code', 'concluded_by', 'concluded_at']],
    ['candidate_note', []],
    ['integrity_signal', []],
    ['take_interruption', []],
    ['deletion', ['state', 'held_since', 'inventory', 'items', 'marks', 'completed_at', 'certificate']],
    ['legal_hold', ['released_by', 'released_at']],
  ])('cannot be rewritten in %s, not even by the service itself', async (table, updatable) => {
    await expect(run(`DELETE FROM ${table}`)).rejects.toThrow('permission denied');
    await expect(run(`TRUNCATE ${table}`)).rejects.toThrow('permission denied');
    const columns = await columnsOf(table);
    expect(columns).toEqual(expect.arrayContaining(updatable));
    for (const column of columns) {
      const update = run(`UPDATE ${table} SET "${column}" = "${column}"`);
      if (updatable.includes(column)) await update;
      else await expect(update).rejects.toThrow('permission denied');
    }
  });
});
