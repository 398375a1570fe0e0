import { randomUUID } from 'node:crypto';
import type { SessionOpened } from '@guildhall/messages/accounts';
import type { StaffOpening } from '@guildhall/messages/applicants';
import { everyItem } from '../tools/client/api-client.js';
import type { StaffAccount } from '../tools/client/staff.js';
import { stepUp, whenProved } from '../tools/client/step-up.js';
import { type Cast, gatherCast } from './support/cast.js';
import { type Exchange, exchange, headerOf, problemOf } from './support/exchange.js';
import { type House, startHouse, withoutRateLimits } from './support/house.js';
import { ask, inOrderOfHarm, welcomeAt } from './support/matrix.js';
import { leastOpening } from './support/opening.js';
import { type Operation, readOperations } from './support/operations.js';
import { knownRequests } from './support/requests.js';

/** Their answer holds a secret, so it is given once. */
const secretRoutes = [
  'POST /v1/auth/mail-codes/verify',
  'POST /v1/auth/mail-links/verify',
  'POST /v1/auth/password',
  'POST /v1/auth/invitations/accept',
  'POST /v1/api-keys',
  'POST /v1/webhooks',
  'POST /v1/webhooks/{webhookId}/secrets',
];

describe('an Idempotency-Key', () => {
  let house: House;
  let cast: Cast;
  let posts: Operation[];
  let recruiter: StaffAccount;

  beforeAll(async () => {
    house = await startHouse({ settings: withoutRateLimits });
    cast = await gatherCast(house);
    const operations = await readOperations(house.anonymous.baseUrl);
    // tus has its own way: creations are unique for each segment of a take.
    posts = inOrderOfHarm(operations).filter(({ method, path }) => method === 'POST' && path !== '/v1/uploads');
    recruiter = await house.invite('recruiter', ['recruiter']);
  }, 240_000);

  afterAll(async () => {
    await house?.close();
  });

  const send = (
    path: string,
    key: string | null,
    body?: object,
    token: string | null = recruiter.api.token,
  ): Promise<Exchange> =>
    exchange(house.anonymous.baseUrl, {
      ...{ method: 'POST', path, token },
      ...(body === undefined ? {} : { body }),
      headers: key === null ? {} : { 'idempotency-key': key },
    });
  const draft = (title: string) => ({ ...leastOpening(cast.known.planVersionId), title });
  const titled = async (title: string) =>
    (await everyItem<StaffOpening>(recruiter.api, '/v1/openings')).filter((opening) => opening.title === title);

  it('makes a hundred repeats at once one opening, with one answer', async () => {
    const key = randomUUID();
    const body = draft('A hundred times');
    const replies = await Promise.all(Array.from({ length: 100 }, () => send('/v1/openings', key, body)));
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(replies.map((reply) => reply.body)).size).toBe(1);
    const made = await titled('A hundred times');
    expect(made).toEqual([JSON.parse(replies[0]!.body)]);
  }, 60_000);

  it('is refused with another body or another path, and means nothing to another caller', async () => {
    const key = randomUUID();
    expect((await send('/v1/openings', key, draft('One'))).status).toBe(201);
    const otherBody = await send('/v1/openings', key, draft('Another'));
    expect({ status: otherBody.status, code: problemOf(otherBody).code }).toEqual({
      ...{ status: 422, code: 'idempotency_key_reused' },
    });
    const [opening] = await titled('One');
    expect(problemOf(await send(`/v1/openings/${opening!.id}/open`, key)).code).toBe('idempotency_key_reused');
    expect(await titled('Another')).toEqual([]);
    const other = await send('/v1/openings', key, draft('Another'), house.admin.token);
    expect(other.status).toBe(201);
  });

  it('takes the same JSON for the same, however it is spaced and ordered', async () => {
    const key = randomUUID();
    const body = draft('Spaced');
    const first = await send('/v1/openings', key, body);
    const reversed = JSON.stringify(Object.fromEntries(Object.entries(body).reverse()), null, 2);
    const again = await exchange(house.anonymous.baseUrl, {
      ...{ method: 'POST', path: '/v1/openings', token: recruiter.api.token, body: Buffer.from(reversed) },
      headers: { 'idempotency-key': key, 'content-type': 'application/json' },
    });
    expect(again.body).toBe(first.body);
  });

  it('may be left out: each request is then a new one', async () => {
    const replies = [
      await send('/v1/openings', null, draft('Twice')),
      await send('/v1/openings', null, draft('Twice')),
    ];
    expect(replies.map(({ status }) => status)).toEqual([201, 201]);
    expect(await titled('Twice')).toHaveLength(2);
  });

  it('remembers no refusal: what was refused can be repeated once its reason is gone', async () => {
    const { id } = await recruiter.api.post<StaffOpening>('/v1/openings', draft('Closed too early'));
    const key = randomUUID();
    expect(problemOf(await send(`/v1/openings/${id}/close`, key)).code).toBe('opening_wrong_state');
    await recruiter.api.post(`/v1/openings/${id}/open`);
    const closed = await send(`/v1/openings/${id}/close`, key);
    expect(closed.status).toBe(200);
    await recruiter.api.post(`/v1/openings/${id}/open`);
    expect((await send(`/v1/openings/${id}/close`, key)).body).toBe(closed.body);
    expect(await recruiter.api.get(`/v1/openings/${id}`)).toMatchObject({ state: 'open' });
  });

  it('has a form that every POST insists on', async () => {
    for (const operation of posts) {
      for (const key of ['x'.repeat(256), 'two words', '']) {
        const reply = await asked(operation, key);
        expect({ [operation.name]: problemOf(reply).errors }).toEqual({
          [operation.name]: [expect.objectContaining({ field: 'Idempotency-Key' })],
        });
        expect(reply.status).toBe(422);
      }
    }
  }, 60_000);

  it('gives an answer with a secret once: a repeat is 409', async () => {
    const password = { email: 'secret@staff.example', password: 'a password of my own' };
    await invite(password.email, ['admin']);
    const token = await house.mailbox.linkToken(password.email);
    const accepted = await once('/v1/auth/invitations/accept', { token, password: password.password }, null);
    await once('/v1/auth/password', password, null);
    const admin = house.anonymous.as((JSON.parse(accepted.body) as { token: string }).token);
    await stepUp(admin, house.mailbox, password.email);
    await once('/v1/api-keys', { name: 'Once', scopes: ['events:read'] }, admin.token);
    const webhook = await once('/v1/webhooks', { url: 'https://hooks.invalid/once' }, admin.token);
    await once(`/v1/webhooks/${(JSON.parse(webhook.body) as { id: string }).id}/secrets`, {}, admin.token);

    const email = 'secret@applicants.example';
    const form = { email, displayName: 'Secret', region: 'US-IL', language: 'en' };
    await house.anonymous.post(`/v1/openings/${cast.objects.a.opening}/applications`, form);
    await once('/v1/auth/mail-codes/verify', { email, code: await house.mailbox.code(email) }, null);
    await house.anonymous.post('/v1/auth/mail-codes', { email });
    await once('/v1/auth/mail-links/verify', { token: await house.mailbox.linkToken(email) }, null);
  }, 60_000);

  it('has every other POST that takes effect answer its repeat alike', async () => {
    const effective: string[] = [];
    for (const operation of posts) {
      if (secretRoutes.includes(operation.name) || operation.path.endsWith('/sign-out')) continue;
      const body = knownRequests[operation.name]?.body?.(cast.known);
      const key = randomUUID();
      const first = await asked(operation, key, body);
      if (first.status >= 300) continue;
      effective.push(operation.name);
      const again = await asked(operation, key, body);
      expect({ [operation.name]: partsOf(again) }).toEqual({ [operation.name]: partsOf(first) });
    }
    expect(effective.length).toBeGreaterThan(15);
  }, 120_000);

  it('lets a password be changed and a session be proved again by one request, told twice', async () => {
    const email = 'forgetful@staff.example';
    await invite(email, ['recruiter']);
    const opened = await house.anonymous.post<SessionOpened>('/v1/auth/invitations/accept', {
      ...{ token: await house.mailbox.linkToken(email), password: 'a password of my own' },
    });
    const api = house.anonymous.as(opened.token);
    await api.post('/v1/auth/step-up');
    const code = { code: await house.mailbox.code(email) };
    const change = { currentPassword: 'a password of my own', newPassword: 'another password of my own' };
    for (const [path, body] of [['/v1/auth/step-up/verify', code] as const, ['/v1/me/password', change] as const]) {
      const key = randomUUID();
      const first = await send(path, key, body, opened.token);
      const again = await send(path, key, body, opened.token);
      expect({ [path]: again.status, body: again.body }).toEqual({ [path]: first.status, body: first.body });
      expect(first.status).toBeLessThan(300);
    }
  });

  const invite = (email: string, roles: string[]) =>
    whenProved(house.prover, (api) => api.post<object>('/v1/staff', { email, displayName: 'Somebody', roles }));

  async function once(path: string, body: object, token: string | null): Promise<Exchange> {
    const key = randomUUID();
    const first = await send(path, key, body, token);
    expect({ [path]: first.status < 300 }).toEqual({ [path]: true });
    const again = await send(path, key, body, token);
    const { status, code } = { status: again.status, code: problemOf(again).code };
    expect({ [path]: { status, code } }).toEqual({ [path]: { status: 409, code: 'secret_not_repeated' } });
    return first;
  }

  async function asked(operation: Operation, key: string, body?: object): Promise<Exchange> {
    const caller = welcomeAt(cast, operation);
    return await ask(house.anonymous.baseUrl, cast, operation, {
      ...{ caller, target: 'a', headers: { 'idempotency-key': key } },
      ...(body === undefined ? {} : { body }),
    });
  }
});

function partsOf(reply: Exchange) {
  return { status: reply.status, body: reply.body, etag: headerOf(reply, 'etag') };
}
