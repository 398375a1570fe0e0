import { findForeignAccess } from '@guildhall/testing';
import { type House, startHouse } from './support/house.js';

const services = ['accounts', 'applicants', 'interviews', 'contracts', 'payroll', 'events'] as const;

describe('the database of a running installation', () => {
  let house: House;

  beforeAll(async () => {
    house = await startHouse();
  }, 60_000);

  afterAll(async () => {
    await house?.close();
  });

  it('lets no service read or write a table of another, nor one in "public"', async () => {
    const { relations, attempts, leaks } = await findForeignAccess(
      house.adminDatabaseUrl,
      services,
      house.databaseUrlOf,
    );
    for (const service of services) {
      const own = relations.filter((relation) => relation.startsWith(`${service}.`));
      expect(own.length).toBeGreaterThan(8);
    }
    expect(attempts).toBeGreaterThan(relations.length * (services.length - 1));
    expect(leaks).toEqual([]);
  }, 90_000);
});
