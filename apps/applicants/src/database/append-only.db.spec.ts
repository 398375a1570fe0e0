import { testDatabase } from '@guildhall/testing';
import { applicantsSchema } from './data-source.js';

describe('A decision', () => {
  it('cannot be rewritten or taken away, not even by the service itself', async () => {
    const { database, drop } = await testDatabase('applicants', applicantsSchema);
    try {
      for (const statement of [`UPDATE decision SET reason_code = 'x'`, 'DELETE FROM decision', 'TRUNCATE decision']) {
        await expect(database.dataSource.query(statement)).rejects.toThrow('permission denied');
      }
    } finally {
      await drop();
    }
  });
});
