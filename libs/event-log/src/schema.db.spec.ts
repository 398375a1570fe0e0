import { hasDrift, mergeSchemas, schemaDrift } from '@guildhall/database';
import { jobsSchema } from '@guildhall/jobs';
import { type SharedTestDatabase, testDatabaseOf } from '@guildhall/testing';
import { eventLogSchema } from './index.js';

describe('the tables of jobs and events', () => {
  const schema = mergeSchemas(eventLogSchema, jobsSchema);
  let db: SharedTestDatabase;

  beforeAll(async () => {
    db = await testDatabaseOf({ interviews: schema });
  });
  afterAll(() => db?.drop());

  it('are what their entities say', async () => {
    const drift = await schemaDrift({ ...schema, adminUrl: db.adminUrl, service: 'interviews' });
    expect(drift).toEqual({ pending: [], up: [], down: [], unknownTables: [] });
    expect(hasDrift(drift)).toBe(false);
  });
});
