import { AppError } from '@guildhall/errors';
import { verifiableBytes } from '@guildhall/messages/contracts';
import type { FastifyInstance } from 'fastify';
import { mayBeUnstorable, refuseUnstorable } from '../request/storable-json.js';

export const jsonBodyLimitBytes = 1024 * 1024;

/** JSON alone is read; anything else is 415. A declared but empty body is none, as many clients send it with a bare POST. */
export function readJsonBodies(fastify: FastifyInstance): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else if (!mayBeUnstorable(body as string)) parse(request, body as string, done);
    else parse(request, body as string, (error, parsed) => done(error ?? refusalOf(parsed) ?? null, parsed));
  });
  // After the guard; ids in paths that cannot be ones are answered like missing objects.
  fastify.addHook('preValidation', (request, _reply, done) => {
    done(request.url.includes('%00') ? refusalOf(request.query) : undefined);
  });
  fastify.addContentTypeParser(
    'application/pdf',
    { parseAs: 'buffer', bodyLimit: verifiableBytes },
    (request, body, done) => {
      if (request.routeOptions.config.takesPdf) done(null, body);
      else done(new AppError('unsupported_media_type', 'Send JSON, with Content-Type: application/json.'));
    },
  );
}

function refusalOf(sent: unknown): Error | undefined {
  try {
    refuseUnstorable(sent);
    return undefined;
  } catch (thrown) {
    return thrown as Error;
  }
}
