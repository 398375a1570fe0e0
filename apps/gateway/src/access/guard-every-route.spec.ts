import cookie from '@fastify/cookie';
import { type AccessRule, anyone, applicants, mintToken, self, signedIn, staff } from '@guildhall/auth';
import { ManualClock } from '@guildhall/clock';
import { AppError, isAppError } from '@guildhall/errors';
import type { VerifiedCredential } from '@guildhall/messages/accounts';
import type { RpcClient } from '@guildhall/rpc';
import Fastify from 'fastify';
import { noLimits } from '../limits/rate-limiter.js';
import { CredentialVerifier } from './credential-verifier.js';
import { guardEveryRoute } from './guard-every-route.js';
import type { RouteTraits } from './route-traits.js';
import { SessionCookie } from './session-cookie.js';

const token = mintToken('session');

async function edge(routes: Record<string, [AccessRule | undefined, RouteTraits?]>, who?: Partial<VerifiedCredential>) {
  const clock = new ManualClock();
  const call = async () => {
    if (!who) throw new AppError('not_signed_in', 'Unknown.');
    return {
      ...{ kind: 'staff', actorId: 'per_1', roles: [], scopes: [], displayName: 'Ada' },
      ...{ expiresAt: null, steppedUpUntil: null, passwordChangeRequired: false, ...who },
    };
  };
  const fastify = Fastify();
  await fastify.register(cookie);
  const guarded = guardEveryRoute(fastify, {
    verifier: new CredentialVerifier({ call } as unknown as Pick<RpcClient, 'call'>),
    cookie: new SessionCookie({ publicUrl: 'https://hiring.example' }),
    limiter: noLimits,
    clock,
  });
  fastify.setErrorHandler((thrown, _request, reply) => {
    const code = isAppError(thrown) ? thrown.code : 'internal';
    return reply.code(isAppError(thrown) ? thrown.httpStatus : 500).send({ code });
  });
  for (const [url, [access, traits]] of Object.entries(routes)) {
    fastify.get(url, { config: { ...(access ? { access } : {}), ...traits } }, async ({ principal }) => ({
      code: principal?.actor.kind ?? 'nobody',
    }));
  }
  const ask = async (url: string, headers: Record<string, string> = { authorization: `Bearer ${token}` }) => {
    const { code } = (await fastify.inject({ url, headers })).json<{ code: string }>();
    return code;
  };
  return { fastify, guarded, ask, clock };
}

describe('the guard', () => {
  it('names every route without a rule, of plugins too', async () => {
    const { fastify, guarded } = await edge({ '/open': [anyone()], '/forgotten': [undefined] });
    await fastify.register(async (scope) => void scope.post('/plugin', async () => 'in'));
    await fastify.ready();
    expect(() => guarded.assertComplete()).toThrow(/GET \/forgotten, HEAD \/forgotten, POST \/plugin/);
  });

  it('is content with rules that a plugin is given from outside', async () => {
    const { fastify, guarded } = await edge({ '/open': [anyone()] });
    await fastify.register(async (scope) => {
      scope.addHook('onRoute', (route) => {
        route.config = { ...route.config, access: anyone() };
      });
      scope.post('/plugin', async () => 'in');
    });
    await fastify.ready();
    expect(() => guarded.assertComplete()).not.toThrow();
  });

  it('answers nobody on a route without a rule', async () => {
    const { ask } = await edge({ '/forgotten': [undefined] }, { roles: ['admin'] });
    expect(await ask('/forgotten')).toBe('internal');
  });

  it('tells strangers to sign in, and lets them see what is for anyone', async () => {
    const { ask } = await edge({ '/me': [signedIn({ owned: self })], '/jobs': [anyone()] });
    expect(await ask('/me', {})).toBe('not_signed_in');
    expect(await ask('/me')).toBe('not_signed_in');
    expect(await ask('/jobs')).toBe('nobody');
  });

  it('knows who asks by header or cookie, on open routes only where they want to know', async () => {
    const { ask } = await edge(
      { '/me': [signedIn({ owned: self })], '/apply': [anyone(), { identifies: true }], '/jobs': [anyone()] },
      { kind: 'applicant' },
    );
    expect(await ask('/me', { cookie: `__Host-guildhall=${token}` })).toBe('applicant');
    expect(await ask('/me', { cookie: `guildhall=${token}` })).toBe('not_signed_in');
    expect(await ask('/apply')).toBe('applicant');
    expect(await ask('/jobs')).toBe('nobody');
  });

  it.each([
    [
      'an applicant',
      { kind: 'applicant' as const },
      { staff: 'not_allowed', applicant: 'applicant', feed: 'not_allowed' },
    ],
    [
      'a recruiter',
      { roles: ['recruiter' as const] },
      { staff: 'staff', applicant: 'not_allowed', feed: 'not_allowed' },
    ],
    [
      'finance',
      { roles: ['finance' as const] },
      { staff: 'not_allowed', applicant: 'not_allowed', feed: 'not_allowed' },
    ],
    ['an admin', { roles: ['admin' as const] }, { staff: 'staff', applicant: 'not_allowed', feed: 'staff' }],
    [
      'a system with the scope',
      { kind: 'system' as const, scopes: ['events:read'] },
      { staff: 'not_allowed', applicant: 'not_allowed', feed: 'system' },
    ],
    [
      'a system with another scope',
      { kind: 'system' as const, scopes: ['openings:read'] },
      { staff: 'not_allowed', applicant: 'not_allowed', feed: 'not_allowed' },
    ],
  ])('lets %s in where the rule says so', async (_name, who, expected) => {
    const { ask } = await edge(
      {
        '/staff': [staff(['recruiter'], {})],
        '/applicant': [applicants({ owned: self })],
        '/feed': [staff(['admin'], { scope: 'events:read' })],
      },
      who,
    );
    expect({ staff: await ask('/staff'), applicant: await ask('/applicant'), feed: await ask('/feed') }).toEqual(
      expected,
    );
  });

  it('asks for a second proof before dangerous acts, by the clock', async () => {
    const { ask, clock } = await edge(
      { '/danger': [staff(['admin'], { stepUp: true })] },
      { roles: ['admin'], steppedUpUntil: '2026-01-05T09:10:00.000Z' },
    );
    expect(await ask('/danger')).toBe('staff');
    clock.advance({ minutes: 10 });
    expect(await ask('/danger')).toBe('step_up_required');
  });

  it('keeps somebody with a one-time password to changing it', async () => {
    const { ask } = await edge(
      {
        '/staff': [staff(['admin'], {})],
        '/password': [signedIn({ owned: self }), { beforePasswordChange: true }],
        '/jobs': [anyone()],
      },
      { roles: ['admin'], passwordChangeRequired: true },
    );
    expect(await ask('/staff')).toBe('password_change_required');
    expect(await ask('/password')).toBe('staff');
    expect(await ask('/jobs')).toBe('nobody');
  });
});
