import { newId } from '@guildhall/messages/contract';
import { type TestRedis, testRedis } from '@guildhall/testing';
import { FakeServices } from '../test/fake-services.js';
import { startTestGateway, type TestGateway } from '../test/test-gateway.js';

const staffBody = { email: 'eve@example.org', displayName: 'Eve Example', roles: ['recruiter'] };

describe('the edge', () => {
  let redis: TestRedis;
  let services: FakeServices;
  let gateway: TestGateway;
  let admin: string;
  let recruiter: string;
  let applicant: string;

  beforeAll(async () => {
    redis = await testRedis();
    services = await FakeServices.start(redis.url);
    gateway = await startTestGateway({ redisUrl: redis.url });
    const steppedUpUntil = new Date(Date.now() + 600_000).toISOString();
    admin = services.signIn({ roles: ['admin'], steppedUpUntil });
    recruiter = services.signIn({ roles: ['recruiter'] });
    applicant = services.signIn({ kind: 'applicant' });
  });

  afterAll(async () => {
    await gateway.close();
    await services.close();
    await redis.drop();
  });

  describe('refusals', () => {
    it('names every field that does not fit', async () => {
      const body = { email: 'nobody', roles: ['king'], state: 'active' };
      const { status, json, headers } = await gateway.ask('POST', '/v1/staff', { token: admin, body });
      expect(status).toBe(422);
      expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(json).toMatchObject({ type: 'urn:guildhall:problem:validation_failed', code: 'validation_failed' });
      const fields = (json['errors'] as { field: string }[]).map(({ field }) => field);
      expect(new Set(fields)).toEqual(new Set(['email', 'displayName', 'roles', 'state']));
    });

    it.each([
      ['a body that is no JSON', { body: '{"email":' }, 400, 'malformed_request'],
      ['a body that would change prototypes', { body: '{"__proto__":{"roles":[]}}' }, 400, 'malformed_request'],
      ['a body without members', { body: '' }, 422, 'validation_failed'],
      [
        'a form',
        { body: 'email=a', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
        415,
        'unsupported_media_type',
      ],
      ['plain text', { body: '{}', headers: { 'content-type': 'text/plain' } }, 415, 'unsupported_media_type'],
      ['more than 1 MiB', { body: { displayName: 'x'.repeat(1024 ** 2) } }, 413, 'body_too_large'],
      [
        'a key of 256 characters',
        { body: staffBody, headers: { 'idempotency-key': 'k'.repeat(256) } },
        422,
        'validation_failed',
      ],
    ])('refuses %s', async (_what, request, status, code) => {
      const answer = await gateway.ask('POST', '/v1/staff', { token: admin, ...request });
      expect(answer).toMatchObject({ status, json: { status, code } });
      expect(services.seen('accounts.staff.create')).toHaveLength(0);
    });

    it('refuses U+0000 and half a character, which no text can hold, and says where they stand', async () => {
      for (const unstorable of ['\u0000', '\ud800']) {
        const body = { ...staffBody, displayName: `Eve${unstorable}` };
        const inBody = await gateway.ask('POST', '/v1/staff', { token: admin, body });
        expect(inBody).toMatchObject({
          status: 422,
          json: { code: 'validation_failed', errors: [{ field: 'displayName' }] },
        });
      }
      const inQuery = await gateway.ask('GET', '/v1/jobs?language=%00', { token: admin });
      expect(inQuery).toMatchObject({
        status: 422,
        json: { errors: [{ field: 'language', message: expect.stringContaining('U+0000') }] },
      });
      expect(services.seen('accounts.staff.create')).toHaveLength(0);
    });

    it.each([
      ['GET', '/nowhere'],
      ['GET', '/v1/nowhere'],
      ['DELETE', '/v1/me'],
      ['GET', '/docs/nothing.js'],
      ['GET', '/v1/media/forged.token'],
      ['GET', '/v1/jobs/opn_short'],
    ])('answers %s %s like any other missing object', async (method, path) => {
      const answer = await gateway.ask(method, path, { token: admin });
      expect(answer).toMatchObject({ status: 404, json: { code: 'not_found' } });
      expect(answer.text).toBe((await gateway.ask('GET', '/nowhere')).text);
    });

    it('answers a path that cannot be decoded', async () => {
      expect(await gateway.ask('GET', '/v1/%zz')).toMatchObject({ status: 400, json: { code: 'malformed_request' } });
    });

    it('carries a request id in the header and never in the body', async () => {
      const { headers, text } = await gateway.ask('GET', '/nowhere', { headers: { 'x-request-id': 'client-id-0042' } });
      expect(headers.get('x-request-id')).toBe('client-id-0042');
      expect(text).not.toContain('client-id-0042');
    });
  });

  describe('access', () => {
    it('asks for a sign-in, and refuses what the role does not allow', async () => {
      expect(await gateway.ask('GET', '/v1/me')).toMatchObject({ status: 401, json: { code: 'not_signed_in' } });
      expect(await gateway.ask('GET', '/v1/me', { token: 'ghs_forged' })).toMatchObject({ status: 401 });
      for (const token of [recruiter, applicant]) {
        const answer = await gateway.ask('POST', '/v1/staff', { token, body: staffBody });
        expect(answer).toMatchObject({ status: 403, json: { code: 'not_allowed' } });
      }
    });

    it('asks an admin who makes staff to prove the session again', async () => {
      const token = services.signIn({ roles: ['admin'] });
      const answer = await gateway.ask('POST', '/v1/staff', { token, body: { ...staffBody, roles: ['admin'] } });
      expect(answer).toMatchObject({ status: 403, json: { code: 'step_up_required' } });
      expect(services.seen('accounts.staff.create')).toHaveLength(0);
    });

    it('decides before it looks at the body', async () => {
      expect(await gateway.ask('POST', '/v1/staff', { token: recruiter, body: '{' })).toMatchObject({ status: 403 });
      expect(await gateway.ask('POST', '/v1/staff', { body: '{' })).toMatchObject({ status: 401 });
    });

    it('answers for a foreign object, a missing one and no id at all with the same bytes and headers', async () => {
      const paths = [services.foreignApplication, newId('app'), 'app_1', newId('opn'), `${newId('app')}%00`];
      for (const [token, base] of [
        [recruiter, '/v1/applications/'],
        [applicant, '/v1/me/applications/'],
      ] as const) {
        const answers = await Promise.all(paths.map((id) => gateway.ask('GET', `${base}${id}`, { token })));
        const seen = answers.map(({ status, headers, text }) => {
          const kept = [...headers].filter(([name]) => name !== 'date' && name !== 'x-request-id');
          return JSON.stringify({ status, headers: kept, text });
        });
        expect(answers[0]!.status).toBe(404);
        expect(new Set(seen).size).toBe(1);
      }
    });

    it('lets a session in by its cookie, and sets it at sign-in', async () => {
      const body = { email: 'ada@example.org', password: 'right' };
      const { status, headers, json } = await gateway.ask('POST', '/v1/auth/password', { body });
      expect(status).toBe(200);
      const cookie = headers.get('set-cookie') ?? '';
      expect(cookie).toMatch(/^__Host-guildhall=ghs_[\w-]+; Path=\/; Expires=.+; HttpOnly; Secure; SameSite=Lax$/);
      const me = await gateway.ask('GET', '/v1/me', { headers: { cookie: cookie.split(';')[0]! } });
      expect(me).toMatchObject({ status: 200, json: { kind: 'staff', roles: ['admin'] } });
      expect(json).toMatchObject({ token: expect.stringMatching(/^ghs_/) });
    });

    it('passes on what accounts says of wrong credentials', async () => {
      const body = { email: 'ada@example.org', password: 'wrong' };
      const answer = await gateway.ask('POST', '/v1/auth/password', { body });
      expect(answer).toMatchObject({ status: 401, json: { code: 'wrong_credentials' } });
      expect(answer.headers.get('set-cookie')).toBeNull();
    });

    it('shows no names to systems', async () => {
      const system = services.signIn({ kind: 'system', scopes: ['applications:read'] });
      const path = `/v1/applications/${services.ownApplication}`;
      expect(await gateway.ask('GET', path, { token: system })).toMatchObject({ status: 200, json: { name: null } });
      expect(await gateway.ask('GET', path, { token: recruiter })).toMatchObject({ json: { name: 'Ada Example' } });
      expect(await gateway.ask('POST', `${path}/decisions`, { token: system, body: {} })).toMatchObject({
        status: 403,
      });
    });
  });

  describe('commands', () => {
    it('carry who asks, the request id and the idempotency key with a fingerprint of the body', async () => {
      const send = (body: object) =>
        gateway.ask('POST', '/v1/staff?a=1', {
          ...{ token: admin, body },
          headers: { 'idempotency-key': 'key-1', 'x-request-id': 'request-0001' },
        });
      expect(await send(staffBody)).toMatchObject({ status: 201, json: { email: 'eve@example.org' } });
      const { roles, displayName, email } = staffBody;
      await send({ roles, displayName, email });
      await send({ ...staffBody, displayName: 'Eva Example' });
      const [first, reordered, changed] = services.seen('accounts.staff.create').map(({ context }) => context);
      expect(first).toMatchObject({
        ...{ correlationId: 'request-0001', actor: { kind: 'staff', roles: ['admin'] } },
        idempotency: { key: 'key-1', fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) },
      });
      expect(reordered?.idempotency).toEqual(first?.idempotency);
      expect(changed?.idempotency?.fingerprint).not.toBe(first?.idempotency?.fingerprint);
    });

    it('need the version that was looked at for a decision', async () => {
      const path = `/v1/applications/${services.ownApplication}`;
      const etag = (await gateway.ask('GET', path, { token: recruiter })).headers.get('etag') ?? '';
      const body = { kind: 'advance', reasonCode: 'strong_evidence' };
      const decide = (headers: Record<string, string>) =>
        gateway.ask('POST', `${path}/decisions`, { token: recruiter, body, headers });
      expect(await decide({})).toMatchObject({ status: 428, json: { code: 'precondition_required' } });
      expect(await decide({ 'if-match': '"2"' })).toMatchObject({ status: 412, json: { code: 'version_conflict' } });
      const decided = await decide({ 'if-match': etag });
      expect(decided).toMatchObject({ status: 201, json: { version: 4 } });
      expect(decided.headers.get('etag')).toBe('"4"');
      const forged = { ...body, expectedVersion: 3, applicationId: services.foreignApplication };
      const refused = await gateway.ask('POST', `${path}/decisions`, {
        ...{ token: recruiter, body: forged, headers: { 'if-match': etag } },
      });
      expect(refused.status).toBe(422);
    });

    it('let strangers apply with an address, and applicants without', async () => {
      const path = `/v1/openings/${newId('opn')}/applications`;
      const place = { region: 'US-NY', language: 'en' };
      const person = { email: 'new@example.org', displayName: 'New Example' };
      const asStranger = await gateway.ask('POST', path, { body: { ...place, ...person } });
      expect(asStranger).toMatchObject({ status: 202, json: { status: 'check_your_mail' } });
      expect(await gateway.ask('POST', path, { body: place })).toMatchObject({
        ...{ status: 422, json: { errors: [{ field: 'email' }, { field: 'displayName' }] } },
      });
      expect(await gateway.ask('POST', path, { token: applicant, body: place })).toMatchObject({ status: 202 });
      expect(await gateway.ask('POST', path, { token: applicant, body: { ...place, ...person } })).toMatchObject({
        status: 422,
      });
      expect(services.seen('accounts.applicants.register').at(-1)).toMatchObject({
        input: { sourceKey: expect.stringMatching(/^[0-9a-f]{64}$/) },
      });
      const chosen = { ...place, ...person, sourceKey: '0'.repeat(64) };
      expect(await gateway.ask('POST', path, { body: chosen })).toMatchObject({ status: 422 });
      const [byStranger, byApplicant] = services.seen('applicants.applications.apply');
      expect(byStranger?.context.actor).toEqual({ kind: 'anonymous' });
      expect(byApplicant).toMatchObject({ context: { actor: { kind: 'applicant' } } });
      expect(byApplicant).toMatchObject({ input: { personId: (byApplicant!.context.actor as { id: string }).id } });
    });
  });

  describe('pages', () => {
    it('show a start page that runs no script, leads to the pages for people, and says which services answer', async () => {
      const { status, headers, text } = await gateway.ask('GET', '/');
      expect(status).toBe(200);
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'.*style-src 'sha256-/);
      expect(text).not.toMatch(/<script/i);
      expect(text).toContain('not answering');
      for (const place of ['/jobs', '/console', '/login']) expect(text).toContain(`href="${place}`);
    });

    it('keep answers of the API from being run', async () => {
      const { headers } = await gateway.ask('GET', '/v1/me', { token: admin });
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'.*sandbox$/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('strict-transport-security')).toMatch(/^max-age=/);
    });

    it('describe every route of the API, and none that is not there', async () => {
      const { json } = await gateway.ask('GET', '/openapi.json');
      const paths = json['paths'] as Record<string, Record<string, { 'x-access'?: object }>>;
      const described = Object.entries(paths).flatMap(([path, item]) =>
        Object.keys(item).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
      );
      const served = gateway.routes.filter((route) => route.includes(' /v1/'));
      expect(described.sort()).toEqual(served.sort());
      for (const item of Object.values(paths)) {
        for (const operation of Object.values(item)) expect(operation['x-access']).toBeDefined();
      }
    });
  });
});
