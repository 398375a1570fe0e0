import type { SessionOpened, StaffMember } from '@guildhall/messages/accounts';
import type { StaffOpening } from '@guildhall/messages/applicants';
import { waitFor } from '@guildhall/testing';
import { resetFirstAdmin } from '../apps/accounts/src/admin-reset.js';
import type { ApiClient } from '../tools/client/api-client.js';
import { stepUp } from '../tools/client/step-up.js';
import { exchange, headerOf, problemOf, tellingPartsOf } from './support/exchange.js';
import { type House, startHouse, withoutRateLimits } from './support/house.js';
import { makeApplicant, makeOpening } from './support/opening.js';
import { type Operation, readOperations } from './support/operations.js';

const password = 'a password of my own';
/** The edge remembers who somebody is for a second; the rest is for the way and for a busy machine. */
const revocationMs = 2_500;

describe('a session', () => {
  let house: House;
  let opening: StaffOpening;

  beforeAll(async () => {
    house = await startHouse({ settings: withoutRateLimits });
    opening = await makeOpening((await house.invite('recruiter', ['recruiter'])).api);
  }, 120_000);

  afterAll(async () => {
    await house?.close();
  });

  /** A member of staff whose password the test knows. */
  async function join(
    name: string,
    roles: StaffMember['roles'],
  ): Promise<{ id: string; email: string; api: ApiClient }> {
    return { ...(await house.invite(name, roles, password)), email: `${name}@staff.example` };
  }

  async function signIn(email: string, given = password): Promise<ApiClient> {
    const opened = await house.anonymous.post<SessionOpened>('/v1/auth/password', { email, password: given });
    return house.anonymous.as(opened.token);
  }

  async function statusOf(api: ApiClient, path = '/v1/me'): Promise<number> {
    return (await exchange(api.baseUrl, { method: 'GET', path, token: api.token })).status;
  }

  async function expectRevoked(api: ApiClient, path?: string): Promise<void> {
    await waitFor(async () => (await statusOf(api, path)) === 401, { timeoutMs: revocationMs, what: 'The revocation' });
  }

  async function freshAdmin(): Promise<ApiClient> {
    const admin = await join(`admin-${Math.random().toString(36).slice(2, 8)}`, ['admin']);
    await stepUp(admin.api, house.mailbox, admin.email);
    return admin.api;
  }

  describe('ends within a second or so', () => {
    it('when its owner signs out, and only that one', async () => {
      const { email, api } = await join('leaving', ['recruiter']);
      const other = await signIn(email);
      expect(await statusOf(api)).toBe(200);
      await api.post('/v1/auth/sign-out');
      await expectRevoked(api);
      expect(await statusOf(other)).toBe(200);
    });

    it('when the password is changed elsewhere', async () => {
      const { email, api } = await join('changing', ['recruiter']);
      const other = await signIn(email);
      expect(await statusOf(other)).toBe(200);
      await api.post('/v1/me/password', { currentPassword: password, newPassword: 'another password of mine' });
      await expectRevoked(other);
      expect(await statusOf(api)).toBe(200);
      await expect(signIn(email)).rejects.toMatchObject({ status: 401, problem: { code: 'wrong_credentials' } });
    });

    it('when its owner is disabled, who cannot come back', async () => {
      const { id, email, api } = await join('disabled', ['recruiter']);
      expect(await statusOf(api)).toBe(200);
      await (await freshAdmin()).post(`/v1/staff/${id}/disable`);
      await expectRevoked(api);
      await expect(signIn(email)).rejects.toMatchObject({ status: 401, problem: { code: 'wrong_credentials' } });
    });

    it('when the key that it shows is revoked', async () => {
      const body = { name: 'A system', scopes: ['openings:read'] };
      const { id, key } = await (await freshAdmin()).post<{ id: string; key: string }>('/v1/api-keys', body);
      const system = house.anonymous.as(key);
      expect(await statusOf(system, '/v1/openings')).toBe(200);
      await house.admin.post(`/v1/api-keys/${id}/revoke`);
      await expectRevoked(system, '/v1/openings');
    });

    it('in what it may do, when its owner’s roles change', async () => {
      const { id, api } = await join('moved', ['recruiter']);
      expect(await statusOf(api, '/v1/openings')).toBe(200);
      await (await freshAdmin()).post(`/v1/staff/${id}/roles`, { roles: ['finance'] });
      await waitFor(async () => (await statusOf(api, '/v1/openings')) === 403, { timeoutMs: revocationMs });
    });
  });

  describe('is proved again', () => {
    it('for every act that asks for it, by a code that is mailed, works once and for a while, in that session alone', async () => {
      const { email, api } = await join('careful', ['admin']);
      const elsewhere = await signIn(email);
      const key = { name: 'A system', scopes: ['events:read'] };
      const refused = { status: 403, problem: { code: 'step_up_required' } };
      const accomplice = { email: 'accomplice@staff.example', displayName: 'Accomplice', roles: ['admin'] };
      await expect(api.post('/v1/staff', accomplice)).rejects.toMatchObject(refused);
      await expect(api.post('/v1/api-keys', key)).rejects.toMatchObject(refused);
      await api.post('/v1/auth/step-up');
      const code = await house.mailbox.code(email);
      await api.post('/v1/auth/step-up/verify', { code });
      await api.post('/v1/api-keys', key);
      await expect(elsewhere.post('/v1/api-keys', key)).rejects.toMatchObject(refused);
      const again = elsewhere.post('/v1/auth/step-up/verify', { code });
      await expect(again).rejects.toMatchObject({ status: 401, problem: { code: 'code_invalid' } });
      house.clock.advance({ minutes: 11 });
      await waitFor(async () =>
        api.post('/v1/api-keys', key).then(
          () => false,
          (thrown) => thrown.problem.code === 'step_up_required',
        ),
      );
    });

    it('never by guessing: after five wrong codes the right one is void', async () => {
      const { email, api } = await join('guessed', ['admin']);
      await api.post('/v1/auth/step-up');
      const right = await house.mailbox.code(email);
      const invalid = { status: 401, problem: { code: 'code_invalid' } };
      const wrong = right === '000000' ? '000001' : '000000';
      for (let guess = 0; guess < 5; guess++) {
        await expect(api.post('/v1/auth/step-up/verify', { code: wrong })).rejects.toMatchObject(invalid);
      }
      await expect(api.post('/v1/auth/step-up/verify', { code: right })).rejects.toMatchObject(invalid);
    });
  });

  describe('of an applicant', () => {
    const codes = '/v1/auth/mail-codes';

    it('opens by a code that works once and for a quarter of an hour', async () => {
      const { email } = (await makeApplicant(house, opening.id, 'codes')).details;
      await house.anonymous.post(codes, { email });
      const late = await house.mailbox.code(email);
      house.clock.advance({ minutes: 16 });
      const invalid = { status: 401, problem: { code: 'code_invalid' } };
      await expect(house.anonymous.post(`${codes}/verify`, { email, code: late })).rejects.toMatchObject(invalid);
      await house.anonymous.post(codes, { email });
      const code = await house.mailbox.code(email);
      await house.anonymous.post(`${codes}/verify`, { email, code });
      await expect(house.anonymous.post(`${codes}/verify`, { email, code })).rejects.toMatchObject(invalid);
    });

    it('is asked for alike, whether the address is known or not', async () => {
      const { email } = (await makeApplicant(house, opening.id, 'known')).details;
      const ask = (address: string) =>
        exchange(house.anonymous.baseUrl, { method: 'POST', path: codes, body: { email: address } });
      const [known, unknown] = [await ask(email), await ask('somebody.else@applicants.example')];
      expect(tellingPartsOf(unknown)).toEqual(tellingPartsOf(known));
      const staff = await ask('recruiter@staff.example');
      expect(tellingPartsOf(staff)).toEqual(tellingPartsOf(known));
    });

    it('is a cookie for browsers that no other site can use', async () => {
      const { email } = (await makeApplicant(house, opening.id, 'browser')).details;
      await house.anonymous.post(codes, { email });
      const body = { email, code: await house.mailbox.code(email) };
      const { baseUrl } = house.anonymous;
      const opened = await exchange(baseUrl, { method: 'POST', path: `${codes}/verify`, body });
      const set = headerOf(opened, 'set-cookie')!;
      expect(set).toMatch(/HttpOnly/);
      expect(set).toMatch(/SameSite=Lax/);
      const cookie = set.split(';')[0]!;
      const me = (headers: Record<string, string>) =>
        exchange(baseUrl, { method: 'GET', path: '/v1/me', headers: { cookie, ...headers } });
      expect((await me({})).status).toBe(200);
      const fromElsewhere = await me({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' });
      expect(fromElsewhere.status).toBe(401);
    });
  });

  // These two last: time goes on for everybody, and the admin's sessions end.
  it('expires by the clock: staff within the day, applicants within a month', async () => {
    const { api } = await join('staying', ['recruiter']);
    const applicant = await makeApplicant(house, opening.id, 'staying');
    house.clock.advance({ hours: 11 });
    expect(await statusOf(api)).toBe(200);
    house.clock.advance({ hours: 2 });
    await expectRevoked(api);
    house.clock.advance({ days: 29 });
    expect(await statusOf(applicant.api)).toBe(200);
    house.clock.advance({ days: 1 });
    await expectRevoked(applicant.api);
  });

  it('allows nothing but the change of a one-time password', async () => {
    const { email, oneTimePassword } = await resetFirstAdmin(house.databaseUrlOf('accounts'));
    const api = await signIn(email, oneTimePassword);
    const operations = await readOperations(house.anonymous.baseUrl);
    const open: string[] = [];
    for (const operation of operations.filter(({ access }) => !access!.anyone)) {
      const reply = await exchange(api.baseUrl, {
        ...{ method: operation.method, path: filled(operation), token: api.token },
        ...(operation.takesJson ? { body: {} } : {}),
      });
      // Who may not call at all learns that first.
      if (operation.access!.staff.length === 0 || operation.access!.stepUp) expect(reply.status).toBe(403);
      else if (problemOf(reply).code !== 'password_change_required') open.push(operation.name);
      if (operation.path.endsWith('/sign-out')) break;
    }
    expect(open.sort()).toEqual(['POST /v1/auth/sign-out']);

    const again = await signIn(email, oneTimePassword);
    expect(await again.get('/v1/me')).toMatchObject({ passwordChangeRequired: true });
    await again.post('/v1/me/password', { currentPassword: oneTimePassword, newPassword: password });
    expect(await again.get('/v1/me')).toMatchObject({ passwordChangeRequired: false });
    expect(await statusOf(again, '/v1/staff')).toBe(200);
  });
});

function filled({ path }: Operation): string {
  return path.replaceAll(/\{\w+\}/g, 'anything');
}
