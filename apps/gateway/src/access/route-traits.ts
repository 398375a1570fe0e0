import type { AccessRule } from '@guildhall/auth';
import type { RateClass } from '../limits/rate-classes.js';
import type { SignedIn } from './signed-in.js';

/** What a route says of itself besides who may call it. */
export interface RouteTraits {
  /** `read` for GET and HEAD, `write` for the rest, where absent. */
  limit?: RateClass | 'none';
  /** Open to anyone, but it wants to know who is signed in. */
  identifies?: boolean;
  /** May be called before a one-time password was replaced. */
  beforePasswordChange?: boolean;
  /** Its body is a PDF file instead of JSON. */
  takesPdf?: boolean;
  /** Goes on while Redis is away, for callers that were known shortly before. */
  survivesOutage?: boolean;
}

declare module 'fastify' {
  interface FastifyContextConfig extends RouteTraits {
    access?: AccessRule;
  }
  interface FastifyRequest {
    /** Set by the guard; absent for those who are not signed in. */
    principal: SignedIn | undefined;
  }
}
