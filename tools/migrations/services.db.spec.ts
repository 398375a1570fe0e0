import { databaseRoles, databaseServices, type ServiceSchema, schemaDrift } from '@guildhall/database';
import { findForeignAccess, type SharedTestDatabase, testDatabaseOf } from '@guildhall/testing';
import { schemaOf } from '../platform/prepare-database.js';

const schemas: Record<string, ServiceSchema> = {};
let test: SharedTestDatabase;

beforeAll(async () => {
  // One after the other: Jest links modules that are imported at once wrongly where they share others.
  for (const service of databaseServices) schemas[service] = await schemaOf(service);
  test = await testDatabaseOf(schemas);
});

afterAll(async () => {
  await test?.drop();
});

describe('An installation with all its services', () => {
  it('lets no role of a service read or write any table of another', async () => {
    const { relations, leaks } = await findForeignAccess(test.adminUrl, databaseRoles, test.urlOf);
    for (const service of databaseServices) {
      const own = relations.filter((relation) => relation.startsWith(`${service}.`));
      // Its entities and the list of its migrations; fewer would mean that the test looked at an empty house.
      expect(own.length).toBeGreaterThan(schemas[service]!.entities.length);
    }
    expect(leaks).toEqual([]);
  });

  it.each(databaseServices)('has in %s exactly the tables that its entities describe', async (service) => {
    const drift = await schemaDrift({ ...schemas[service]!, service, adminUrl: test.adminUrl });
    expect(drift).toEqual({ pending: [], up: [], down: [], unknownTables: [] });
  });
});
