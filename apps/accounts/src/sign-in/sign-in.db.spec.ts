import { hashToken } from '@guildhall/auth';
import type { Tx } from '@guildhall/database';
import {
  changePassword,
  endSession,
  listMySignIns,
  prepareMail,
  registerApplicant,
  renameMyself,
  requestMailCode,
  requestStepUp,
  type SessionOpened,
  signInWithPassword,
  verifyCredential,
  verifyMailCode,
  verifyMailLink,
  verifyStepUp,
} from '@guildhall/messages/accounts';
import type { Actor } from '@guildhall/messages/contract';
import { latch, waitFor } from '@guildhall/testing';
import { type AccountsHouse, firstAdmin, startAccountsHouse } from '../../test/accounts-house.js';
import { PersonRepository } from '../person/person.repository.js';
import { CredentialRepository } from './credential.repository.js';
import { PasswordService, type VerifiedPassword } from './password.service.js';

const mailer: Actor = { kind: 'service', id: 'events' };

describe('signing in', () => {
  let house: AccountsHouse;
  let people = 0;

  beforeAll(async () => {
    house = await startAccountsHouse();
  });

  afterAll(async () => {
    await house?.close();
  });

  async function newPerson() {
    const email = `person-${++people}@applicants.example`;
    const { personId } = await house.call(registerApplicant, { email, displayName: 'José Ñandú' });
    return { email, personId };
  }

  const mail = (personId: string, secret: 'sign_in' | 'step_up' = 'sign_in') =>
    house.call(prepareMail, { personId, secret }, { actor: mailer });

  const verify = (opened: SessionOpened) =>
    house.call(verifyCredential, { kind: 'session', credentialHash: hashToken(opened.token) });

  it('takes the mailed code once, and opens a session that can be ended', async () => {
    const { email, personId } = await newPerson();
    const { code } = await mail(personId);
    const opened = await house.call(verifyMailCode, { email: email.toUpperCase(), code: code! });
    expect(opened).toMatchObject({ personId, displayName: 'José Ñandú', kind: 'applicant', roles: [] });
    expect(await verify(opened)).toMatchObject({ kind: 'applicant', actorId: personId });
    await expect(house.call(verifyMailCode, { email, code: code! })).rejects.toMatchObject({ code: 'code_invalid' });
    await house.call(endSession, { credentialHash: hashToken(opened.token) });
    await expect(verify(opened)).rejects.toMatchObject({ code: 'not_signed_in' });
  });

  it('lists when somebody signed in, of their own sessions alone', async () => {
    const [{ email, personId }, other] = [await newPerson(), await newPerson()];
    const open = async (person: { email: string; personId: string }) => {
      const { code } = await mail(person.personId);
      return await house.call(verifyMailCode, { email: person.email, code: code! });
    };
    const [first, second] = [await open({ email, personId }), await open({ email, personId })];
    await open(other);
    await house.call(endSession, { credentialHash: hashToken(first.token) });
    const { data } = await house.call(listMySignIns, { credentialHash: hashToken(second.token) });
    expect(data).toEqual([
      { signedInAt: expect.any(String), expiresAt: second.expiresAt, endedAt: null, current: true },
      { signedInAt: expect.any(String), expiresAt: first.expiresAt, endedAt: expect.any(String), current: false },
    ]);
    const ended = { credentialHash: hashToken(first.token) };
    await expect(house.call(listMySignIns, ended)).rejects.toMatchObject({ code: 'not_signed_in' });
  });

  it('takes the mailed link instead, and voids the code with it', async () => {
    const { email, personId } = await newPerson();
    const { code, linkToken } = await mail(personId);
    await house.call(verifyMailLink, { token: linkToken! });
    await expect(house.call(verifyMailCode, { email, code: code! })).rejects.toMatchObject({ code: 'code_invalid' });
    await expect(house.call(verifyMailLink, { token: linkToken! })).rejects.toMatchObject({ code: 'code_invalid' });
  });

  it('lets a newer mail void the older one, and time void both', async () => {
    const { email, personId } = await newPerson();
    const older = await mail(personId);
    const newer = await mail(personId);
    await expect(house.call(verifyMailLink, { token: older.linkToken! })).rejects.toMatchObject({
      code: 'code_invalid',
    });
    house.clock.advance({ minutes: 15 });
    await expect(house.call(verifyMailCode, { email, code: newer.code! })).rejects.toMatchObject({
      code: 'code_invalid',
    });
  });

  it('voids a code after five wrong tries', async () => {
    const { email, personId } = await newPerson();
    const { code } = await mail(personId);
    const wrong = code === '000000' ? '000001' : '000000';
    for (let tries = 0; tries < 5; tries++) {
      await expect(house.call(verifyMailCode, { email, code: wrong })).rejects.toMatchObject({ code: 'code_invalid' });
    }
    await expect(house.call(verifyMailCode, { email, code: code! })).rejects.toMatchObject({ code: 'code_invalid' });
  });

  it('opens one session for a code that is given back ten times at once', async () => {
    const { email, personId } = await newPerson();
    const { code } = await mail(personId);
    const tries = await Promise.allSettled(
      Array.from({ length: 10 }, () => house.call(verifyMailCode, { email, code: code! })),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('limits the mails that one source causes in a day, whoever they go to', async () => {
    const small = await startAccountsHouse({ MAILS_PER_SOURCE_DAY: '3' });
    try {
      const [here, elsewhere] = ['a'.repeat(64), 'b'.repeat(64)];
      const register = (name: string, sourceKey: string) =>
        small.call(registerApplicant, { email: `${name}@applicants.example`, displayName: name, sourceKey });
      const ask = (name: string, sourceKey: string) =>
        small.call(requestMailCode, { email: `${name}@applicants.example`, sourceKey });
      await register('known', here);
      await ask('known', here);
      await ask('unknown', here);
      const limit = { code: 'too_many_mails', retryAfterSeconds: expect.any(Number) };
      await expect(ask('known', here)).rejects.toMatchObject(limit);
      await expect(ask('nobody', here)).rejects.toMatchObject(limit);
      await expect(register('new', here)).rejects.toMatchObject(limit);
      await ask('known', elsewhere);
    } finally {
      await small.close();
    }
  });

  it('answers alike for known and unknown addresses, and limits the mails of both', async () => {
    const { email } = await newPerson();
    const ask = (address: string) => house.call(requestMailCode, { email: address });
    for (let mails = 0; mails < 2; mails++) expect(await ask(email)).toEqual(await ask('nobody@applicants.example'));
    await ask('nobody@applicants.example');
    const limit = { code: 'too_many_mails', retryAfterSeconds: expect.any(Number) };
    await expect(ask(email)).rejects.toMatchObject(limit);
    await expect(ask('nobody@applicants.example')).rejects.toMatchObject(limit);
    house.clock.advance({ minutes: 15 });
    await ask(email);
  });

  it('keeps the first name of an address whoever else applies with it', async () => {
    const { email, personId } = await newPerson();
    expect(await house.call(registerApplicant, { email, displayName: 'Somebody else' })).toEqual({ personId });
    expect((await mail(personId)).displayName).toBe('José Ñandú');
  });

  it('writes to people in the language that they chose, which nobody else can change', async () => {
    const email = 'layla@applicants.example';
    const { personId } = await house.call(registerApplicant, { email, displayName: 'ليلى', locale: 'ar' });
    await house.call(registerApplicant, { email, displayName: 'Somebody else', locale: 'en' });
    const { code, locale } = await mail(personId);
    expect(locale).toBe('ar');
    const opened = await house.call(verifyMailCode, { email, code: code! });
    expect((await verify(opened)).locale).toBe('ar');
    const actor = { kind: 'applicant', id: personId } as const;
    await house.call(renameMyself, { locale: 'en' }, { actor });
    expect(await verify(opened)).toMatchObject({ locale: 'en', displayName: 'ليلى' });
    const secret = 'none';
    expect(await house.call(prepareMail, { personId, secret }, { actor: mailer })).toMatchObject({ locale: 'en' });
    await expect(house.call(renameMyself, {}, { actor })).rejects.toMatchObject({ code: 'validation_failed' });
    const unknown = house.call(renameMyself, { locale: 'xx' as 'en' }, { actor });
    await expect(unknown).rejects.toMatchObject({ code: 'validation_failed' });
  });

  it('prepares mails for the mailer alone', async () => {
    const { personId } = await newPerson();
    const asGateway = house.call(prepareMail, { personId, secret: 'sign_in' });
    await expect(asGateway).rejects.toMatchObject({ code: 'not_allowed' });
  });

  it('lets the first admin in with a one-time password that opens nothing but its change', async () => {
    const { email, password } = firstAdmin;
    const opened = await house.call(signInWithPassword, { email, password });
    expect(opened).toMatchObject({ roles: ['admin'], passwordChangeRequired: true });
    const credentialHash = hashToken(opened.token);
    const change = { credentialHash, currentPassword: password, newPassword: 'a much better password' };
    await house.call(changePassword, change);
    expect(await verify(opened)).toMatchObject({ passwordChangeRequired: false });
    await expect(house.call(signInWithPassword, { email, password })).rejects.toMatchObject({
      code: 'wrong_credentials',
    });
  });

  it('refuses a wrong password and an unknown address alike, and too many tries', async () => {
    const tryWith = (email: string) => house.call(signInWithPassword, { email, password: 'not the password' });
    const unknown = await tryWith('nobody@staff.example').catch((error: Error) => error.message);
    expect(await tryWith(firstAdmin.email).catch((error: Error) => error.message)).toBe(unknown);
    for (let tries = 0; tries < 9; tries++) await tryWith('nobody@staff.example').catch(() => undefined);
    await expect(tryWith('nobody@staff.example')).rejects.toMatchObject({ code: 'rate_limited' });
  });

  it('steps a session up by a mailed code, for ten minutes', async () => {
    const { email, personId } = await newPerson();
    const { code } = await mail(personId);
    const opened = await house.call(verifyMailCode, { email, code: code! });
    const credentialHash = hashToken(opened.token);
    await house.call(requestStepUp, { credentialHash });
    const stepUp = await mail(personId, 'step_up');
    const { steppedUpUntil } = await house.call(verifyStepUp, { credentialHash, code: stepUp.code! });
    expect(new Date(steppedUpUntil).getTime() - house.clock.now().getTime()).toBe(600_000);
    expect(await verify(opened)).toMatchObject({ steppedUpUntil });
  });

  describe('of somebody who is signed in', () => {
    const right = 'a much better password';
    let credentialHash: string;

    beforeAll(async () => {
      house.clock.advance({ days: 1 });
      const opened = await house.call(signInWithPassword, { email: firstAdmin.email, password: right });
      credentialHash = hashToken(opened.token);
    });

    it('leaves the step-up open, however many mails strangers ask for to their address', async () => {
      const ask = () => house.call(requestMailCode, { email: firstAdmin.email }).catch(() => undefined);
      for (let quarterHour = 0; quarterHour < 4; quarterHour++) {
        for (let mails = 0; mails < 4; mails++) await ask();
        house.clock.advance({ minutes: 15 });
      }
      const limit = { code: 'too_many_mails' };
      await expect(house.call(requestMailCode, { email: firstAdmin.email })).rejects.toMatchObject(limit);
      for (let mails = 0; mails < 3; mails++) await house.call(requestStepUp, { credentialHash });
      await expect(house.call(requestStepUp, { credentialHash })).rejects.toMatchObject(limit);
    });

    it('leaves the change of the password open, however many passwords strangers try', async () => {
      const wrong = { email: firstAdmin.email, password: 'not the password' };
      for (let tries = 0; tries < 10; tries++) await house.call(signInWithPassword, wrong).catch(() => undefined);
      await expect(house.call(signInWithPassword, wrong)).rejects.toMatchObject({ code: 'rate_limited' });
      const change = { credentialHash, currentPassword: right, newPassword: right };
      await house.call(changePassword, change);
    });

    it('limits their own tries of the password they have', async () => {
      const guess = { credentialHash, currentPassword: 'not the password', newPassword: right };
      const codes: string[] = [];
      for (let tries = 0; tries < 11; tries++) {
        await house.call(changePassword, guess).catch(({ code }: { code: string }) => codes.push(code));
      }
      expect(codes[0]).toBe('wrong_credentials');
      expect(codes.at(-1)).toBe('rate_limited');
    });
  });

  describe('while the password changes', () => {
    const start = { email: firstAdmin.email, password: 'a much better password' };
    const passwords = () => house.service.application.get(PasswordService, { strict: false });
    const open = (verified: VerifiedPassword, tx: Tx) => passwords().signIn(tx, verified);

    it('opens no session with the old one, which was right a moment before', async () => {
      house.clock.advance({ minutes: 15 });
      const verified = await passwords().authenticate(start);
      const opened = await house.call(signInWithPassword, start);
      const change = { currentPassword: start.password, newPassword: 'an even better password' };
      await house.call(changePassword, { credentialHash: hashToken(opened.token), ...change });
      const late = house.service.database.transaction((tx) => open(verified, tx));
      await expect(late).rejects.toMatchObject({ code: 'wrong_credentials' });
    });

    it('waits for a reset that has begun, and opens nothing after it', async () => {
      const verified = await passwords().authenticate({ ...start, password: 'an even better password' });
      const people = house.service.application.get(PersonRepository, { strict: false });
      const credentials = house.service.application.get(CredentialRepository, { strict: false });
      const [begun, goOn] = [latch(), latch()];
      const reset = house.service.database.transaction(async (tx) => {
        const { id: personId } = (await people.lockOldestWith(tx, 'admin'))!;
        begun.open();
        await goOn.opened;
        const createdAt = house.clock.now();
        await credentials.setPassword(tx, { personId, secretHash: 'another', oneTime: true, createdAt });
      });
      await begun.opened;
      const late = house.service.database.transaction((tx) => open(verified, tx)).catch((thrown: unknown) => thrown);
      await waitFor(async () => (await waiting()) > 0, { what: 'The sign-in behind the lock' });
      goOn.open();
      await reset;
      expect(await late).toMatchObject({ code: 'wrong_credentials' });
    });

    const waiting = async () =>
      (
        await house.service.database.read.query<unknown[]>(
          `SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
        )
      ).length;
  });

  it('remembers no secret: a repeat of a request that opened a session is refused', async () => {
    const { email, personId } = await newPerson();
    const { code } = await mail(personId);
    await house.call(verifyMailCode, { email, code: code! }, { key: 'same-key' });
    const repeat = house.call(verifyMailCode, { email, code: code! }, { key: 'same-key' });
    await expect(repeat).rejects.toMatchObject({ code: expect.stringMatching(/code_invalid|secret_not_repeated/) });
  });
});
