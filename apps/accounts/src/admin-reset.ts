import { randomBytes } from 'node:crypto';
import { AuditLog } from '@guildhall/audit';
import { hashPassword } from '@guildhall/auth';
import { systemClock } from '@guildhall/clock';
import { Database } from '@guildhall/database';
import { accountsSchema } from './database/data-source.js';
import { PersonRepository } from './person/person.repository.js';
import { SessionRepository } from './session/session.repository.js';
import { CredentialRepository } from './sign-in/credential.repository.js';

/**
 * Gives the oldest admin a new one-time password and ends their sessions, for whoever holds the database but no password.
 * @throws Error where there is no admin yet
 */
export async function resetFirstAdmin(databaseUrl: string): Promise<{ email: string; oneTimePassword: string }> {
  const applicationName = 'guildhall-admin-reset';
  const database = await Database.open({ ...accountsSchema, url: databaseUrl, poolSize: 2, applicationName });
  const people = new PersonRepository(database);
  const credentials = new CredentialRepository(database);
  const sessions = new SessionRepository(database);
  const oneTimePassword = randomBytes(15).toString('base64url');
  const secretHash = await hashPassword(oneTimePassword);
  try {
    const email = await database.transaction(async (tx) => {
      const admin = await people.lockOldestWith(tx, 'admin');
      if (!admin) throw new Error('There is no admin yet; start the platform once, and it makes one.');
      const at = systemClock.now();
      await credentials.setPassword(tx, { personId: admin.id, secretHash, oneTime: true, createdAt: at });
      await people.change(tx, admin.id, { staffState: 'active' });
      await sessions.endAllOf(tx, admin.id, at);
      const actor = { kind: 'service', id: 'accounts' } as const;
      await new AuditLog().record(tx, { action: 'staff.admin_reset', subject: admin.id, actor }, at);
      return admin.email;
    });
    return { email, oneTimePassword };
  } finally {
    await database.close();
  }
}
