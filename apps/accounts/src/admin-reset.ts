import { randomBytes } from 'node:crypto';
import { AuditLog } from '@guildhall/audit';
import { hashPassword } from '@guildhall/auth';
import { systemClock } from '@guildhall/clock';
import { Database } from '@guildhall/database';
import { IsNull } from 'typeorm';
import { accountsSchema } from './database/data-source.js';
import { PersonEntity } from './person/person.entity.js';
import { SessionEntity } from './session/session.entity.js';
import { CredentialEntity } from './sign-in/credential.entities.js';

/**
 * Gives the oldest admin a new one-time password and ends their sessions, for whoever holds the database but no password.
 * @throws Error where there is no admin yet
 */
export async function resetFirstAdmin(databaseUrl: string): Promise<{ email: string; oneTimePassword: string }> {
  const database = await Database.open({
    ...accountsSchema,
    url: databaseUrl,
    poolSize: 2,
    applicationName: 'guildhall-admin-reset',
  });
  const oneTimePassword = randomBytes(15).toString('base64url');
  const secretHash = await hashPassword(oneTimePassword);
  try {
    const email = await database.transaction(async (tx) => {
      const admin = await tx
        .createQueryBuilder(PersonEntity, 'person')
        .where(`person.kind = 'staff' AND person.roles @> '["admin"]'`)
        .orderBy('person.id')
        .limit(1)
        .getOne();
      if (!admin) throw new Error('There is no admin yet; start the platform once, and it makes one.');
      const at = systemClock.now();
      const password = { personId: admin.id, kind: 'password', secretHash, oneTime: true, createdAt: at } as const;
      await tx.upsert(CredentialEntity, password, ['personId', 'kind']);
      await tx.update(PersonEntity, { id: admin.id }, { staffState: 'active' });
      await tx.update(SessionEntity, { personId: admin.id, endedAt: IsNull() }, { endedAt: at });
      const actor = { kind: 'service', id: 'accounts' } as const;
      await new AuditLog().record(tx, { action: 'staff.admin_reset', subject: admin.id, actor }, at);
      return admin.email;
    });
    return { email, oneTimePassword };
  } finally {
    await database.close();
  }
}
