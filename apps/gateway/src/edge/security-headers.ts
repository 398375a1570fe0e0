import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import { startPageStyleHash } from '../pages/start-page-style.js';
import { isWebPath } from '../pages/web/web-paths.js';

const nothing = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Answers of the API are data: nothing may run in them, whatever a browser makes of their type. */
const apiPolicy = `${nothing}; sandbox`;

const startPagePolicy = `${nothing}; style-src '${startPageStyleHash}'`;

/**
 * The browser's client. It asks the API of this very host and may hold a mailed token: nothing of anybody else's may be loaded or
 * told. Its component library writes style elements into the page; nothing may write a style attribute into its HTML. What was
 * recorded is played from memory (`blob:`) before it is played from here.
 */
const webPolicy = [
  ...[
    nothing,
    "script-src 'self'",
    "style-src-elem 'self' 'unsafe-inline'",
    "style-src-attr 'none'",
    "connect-src 'self'",
  ],
  ...["font-src 'self'", "img-src 'self' data: blob:", "media-src 'self' blob:", "worker-src 'self'"],
].join('; ');

/** The bundle of Swagger UI writes styles of its own into the page, and shows data: images; its scripts are files. */
const docsPolicy = `${nothing}; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; font-src 'self'`;

export function contentSecurityPolicyFor(url: string): string {
  const path = url.split('?', 1)[0]!;
  if (path === '/') return startPagePolicy;
  if (isWebPath(path)) return webPolicy;
  return path === '/docs' || path.startsWith('/docs/') ? docsPolicy : apiPolicy;
}

export async function addSecurityHeaders(fastify: FastifyInstance, options: { publicUrl: string }): Promise<void> {
  const isHttps = new URL(options.publicUrl).protocol === 'https:';
  await fastify.register(helmet, {
    contentSecurityPolicy: false,
    hsts: isHttps ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  });
  fastify.addHook('onRequest', async (request, reply) => {
    void reply.header('Content-Security-Policy', contentSecurityPolicyFor(request.url));
  });
}
