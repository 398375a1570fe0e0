import { decideAccess } from '@guildhall/auth';
import type { Clock } from '@guildhall/clock';
import { AppError } from '@guildhall/errors';
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import { credentialOf } from './credential.js';
import type { CredentialVerifier } from './credential-verifier.js';
import type { RouteTraits } from './route-traits.js';
import type { SessionCookie } from './session-cookie.js';
import type { SignedIn } from './signed-in.js';

export interface GuardParts {
  verifier: CredentialVerifier;
  cookie: SessionCookie;
  limiter: RequestLimiter;
  clock: Clock;
}

/** Counts requests of one caller; throws AppError `rate_limited` or `unavailable`. */
export interface RequestLimiter {
  admit(request: FastifyRequest): Promise<void>;
  /** Before accounts is asked about a credential that it has not vouched for. */
  admitCredential(request: FastifyRequest): Promise<void>;
}

export interface GuardedRoutes {
  /** `GET /v1/me`; without the HEAD that Fastify adds to every GET. */
  names(): string[];
  /** @throws Error naming every route without an access rule */
  assertComplete(): void;
}

/**
 * One guard for every route, of Nest's controllers and of plugins alike. To be called before any route is registered.
 * What the route alone cannot tell, whether an object is the caller's, its service decides.
 */
export function guardEveryRoute(fastify: FastifyInstance, parts: GuardParts): GuardedRoutes {
  const routes: RouteOptions[] = [];
  // Looked at when all are there: hooks of plugins may still add the rule.
  fastify.addHook('onRoute', (route) => void routes.push(route));
  fastify.decorateRequest('principal', undefined);
  fastify.addHook('onRequest', async (request) => {
    if (request.is404) return;
    const { access, ...traits } = request.routeOptions.config;
    if (!access) throw new AppError('internal', `${request.routeOptions.url} has no access rule.`);
    if (!access.anyone || traits.identifies) request.principal = await principalOf(request, traits, parts);
    await parts.limiter.admit(request);
    const decision = decideAccess(access, request.principal, parts.clock.now());
    if (decision !== 'allowed') throw refusals[decision]();
    if (request.principal?.passwordChangeRequired && !access.anyone && !traits.beforePasswordChange) {
      throw passwordChangeRequired();
    }
  });
  return {
    names: () => namesOf(routes).filter((name) => !isAddedHead(name, routes)),
    assertComplete() {
      const unguarded = routes.filter((route) => !route.config?.access);
      if (unguarded.length === 0) return;
      const names = namesOf(unguarded).join(', ');
      throw new Error(`Routes without an access rule: ${names}. Give each of them @Access(…), or \`config.access\`.`);
    },
  };
}

function namesOf(routes: RouteOptions[]): string[] {
  return routes.flatMap(({ method, url }) => [method].flat().map((one) => `${one} ${url}`));
}

function isAddedHead(name: string, routes: RouteOptions[]): boolean {
  const [method, url] = name.split(' ');
  return method === 'HEAD' && routes.some((route) => route.url === url && [route.method].flat().includes('GET'));
}

async function principalOf(
  request: FastifyRequest,
  traits: RouteTraits,
  parts: GuardParts,
): Promise<SignedIn | undefined> {
  const credential = credentialOf(request, parts.cookie.read(request));
  if (credential === null) return undefined;
  // Not each look at a session that lives: a hundred people who record behind one address would use up its share.
  if (parts.verifier.mayBeGuessed(credential.hash)) await parts.limiter.admitCredential(request);
  const signedIn = await parts.verifier.verify({
    credential,
    sourceAddress: request.ip,
    correlationId: request.id,
    survivesOutage: traits.survivesOutage ?? false,
  });
  return signedIn ?? undefined;
}

const refusals = {
  not_signed_in: () => new AppError('not_signed_in', 'Sign in first, or show a valid session or API key.'),
  not_allowed: () => new AppError('not_allowed', 'Your role or key does not allow this.'),
  step_up_required: () =>
    new AppError('step_up_required', 'Prove yourself again first: POST /v1/auth/step-up mails you a code.'),
};

const passwordChangeRequired = () =>
  new AppError('password_change_required', 'Replace your one-time password first: POST /v1/me/password.');
