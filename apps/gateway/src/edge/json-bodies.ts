import { AppError } from '@guildhall/errors';
import { verifiableBytes } from '@guildhall/messages/contracts';
import type { FastifyInstance } from 'fastify';

export const jsonBodyLimitBytes = 1024 * 1024;

/** JSON alone is read; anything else is 415. A declared but empty body is none, as many clients send it with a bare POST. */
export function readJsonBodies(fastify: FastifyInstance): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else parse(request, body as string, done);
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
