import { hashToken } from '@guildhall/auth';
import {
  changeStaffRoles,
  createApiKey,
  createStaff,
  disableStaff,
  listApiKeys,
  listStaff,
  peopleNames,
  prepareMail,
  revokeApiKey,
  setFirstPassword,
  verifyCredential,
} from '@guildhall/messages/accounts';
import { type Actor, newId } from '@guildhall/messages/contract';
import { type AccountsHouse, firstAdmin, startAccountsHouse } from '../../test/accounts-house.js';
import { resetFirstAdmin } from '../admin-reset.js';

describe('staff and API keys', () => {
  let house: AccountsHouse;
  let adminId: string;
  let admin: Actor;

  beforeAll(async () => {
    house = await startAccountsHouse();
    const listed = await house.call(listStaff, {}, { actor: { kind: 'staff', id: newId('per'), roles: ['admin'] } });
    adminId = listed.data[0]!.id;
    admin = { kind: 'staff', id: adminId, roles: ['admin'] };
  });

  afterAll(async () => {
    await house?.close();
  });

  const invite = (email: string) =>
    house.call(createStaff, { email, displayName: 'Recruiter R', roles: ['recruiter'] }, { actor: admin });

  async function activate(email: string) {
    const member = await invite(email);
    const actor: Actor = { kind: 'service', id: 'events' };
    const { linkToken } = await house.call(prepareMail, { personId: member.id, secret: 'invitation' }, { actor });
    const opened = await house.call(setFirstPassword, { token: linkToken!, password: 'a password of my own' });
    return { member, opened };
  }

  it('are the business of admins', async () => {
    const recruiter: Actor = { kind: 'staff', id: newId('per'), roles: ['recruiter'] };
    const asRecruiter = { actor: recruiter };
    await expect(house.call(listStaff, {}, asRecruiter)).rejects.toMatchObject({ code: 'not_allowed' });
    const key = { name: 'A system', scopes: ['events:read'] };
    await expect(house.call(createApiKey, key, asRecruiter)).rejects.toMatchObject({ code: 'not_allowed' });
  });

  it('follow an invitation to a password, once', async () => {
    const { member, opened } = await activate('one@staff.example');
    expect(opened).toMatchObject({ personId: member.id, roles: ['recruiter'], passwordChangeRequired: false });
    await expect(invite('ONE@staff.example')).rejects.toMatchObject({ code: 'email_taken' });
  });

  it('lose their sessions when they are disabled', async () => {
    const { member, opened } = await activate('two@staff.example');
    const credential = { kind: 'session' as const, credentialHash: hashToken(opened.token) };
    expect(await house.call(verifyCredential, credential)).toMatchObject({ actorId: member.id });
    await house.call(disableStaff, { staffId: member.id }, { actor: admin });
    await expect(house.call(verifyCredential, credential)).rejects.toMatchObject({ code: 'not_signed_in' });
  });

  it('always keep one admin, also where two are demoted at once', async () => {
    const last = house.call(disableStaff, { staffId: adminId }, { actor: admin });
    await expect(last).rejects.toMatchObject({ code: 'conflict' });
    const { member } = await activate('three@staff.example');
    await house.call(changeStaffRoles, { staffId: member.id, roles: ['admin'] }, { actor: admin });
    const both = [adminId, member.id].map((staffId) =>
      house.call(changeStaffRoles, { staffId, roles: ['recruiter'] }, { actor: admin }),
    );
    const outcomes = await Promise.allSettled(both);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(outcomes).toContainEqual({ status: 'rejected', reason: expect.objectContaining({ code: 'conflict' }) });
  });

  it('count an admin only once they have accepted', async () => {
    const { data } = await house.call(listStaff, {}, { actor: admin });
    const [only] = data.filter(({ roles, state }) => state === 'active' && roles.includes('admin'));
    const invited = await invite('not-yet@staff.example');
    await house.call(changeStaffRoles, { staffId: invited.id, roles: ['admin'] }, { actor: admin });
    const disabled = house.call(disableStaff, { staffId: only!.id }, { actor: admin });
    await expect(disabled).rejects.toMatchObject({ code: 'conflict' });
    const demoted = house.call(changeStaffRoles, { staffId: only!.id, roles: ['recruiter'] }, { actor: admin });
    await expect(demoted).rejects.toMatchObject({ code: 'conflict' });
    await house.call(disableStaff, { staffId: invited.id }, { actor: admin });
  });

  it('make API keys that are shown once and can be revoked', async () => {
    const input = { name: 'A system', scopes: ['events:read'] };
    const created = await house.call(createApiKey, input, { actor: admin });
    const credential = { kind: 'api_key' as const, credentialHash: hashToken(created.key) };
    expect(await house.call(verifyCredential, credential)).toMatchObject({ kind: 'system', scopes: ['events:read'] });
    const { data } = await house.call(listApiKeys, {}, { actor: admin });
    expect(JSON.stringify(data)).not.toContain(created.key);
    await house.call(revokeApiKey, { apiKeyId: created.id }, { actor: admin });
    await expect(house.call(verifyCredential, credential)).rejects.toMatchObject({ code: 'not_signed_in' });
    const unknown = house.call(createApiKey, { ...input, scopes: ['every:thing'] }, { actor: admin });
    await expect(unknown).rejects.toMatchObject({ code: 'validation_failed' });
  });

  it('read names for display, and leave unknown people out', async () => {
    const { member } = await activate('four@staff.example');
    const ids = { personIds: [member.id, newId('per')] };
    expect(await house.call(peopleNames, ids, { actor: admin })).toEqual({
      people: [{ personId: member.id, displayName: 'Recruiter R' }],
    });
    const system: Actor = { kind: 'system', id: newId('key'), scopes: ['candidates:read'] };
    await expect(house.call(peopleNames, ids, { actor: system })).rejects.toMatchObject({ code: 'not_allowed' });
  });

  it('give the oldest admin a new one-time password from the command line', async () => {
    const databaseUrl = new URL(house.adminDatabaseUrl);
    databaseUrl.username = 'accounts';
    databaseUrl.password = 'test';
    const { email, oneTimePassword } = await resetFirstAdmin(databaseUrl.href);
    expect(email).toMatch(/@staff\.example$/);
    expect(oneTimePassword).not.toBe(firstAdmin.password);
    expect(oneTimePassword.length).toBeGreaterThanOrEqual(20);
  });
});
