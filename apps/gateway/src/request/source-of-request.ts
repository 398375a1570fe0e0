import { hashToken } from '@guildhall/auth';
import type { SigningSessionInput, SigningSource } from '@guildhall/messages/contracts';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

const longestUserAgent = 500;
const longestAddress = 64;

/** Of the connection, or of who a trusted proxy says it is for. */
export function sourceOfRequest(request: FastifyRequest): SigningSource {
  const userAgent = request.headers['user-agent']?.slice(0, longestUserAgent);
  return { sourceAddress: request.ip.slice(0, longestAddress), ...(userAgent === undefined ? {} : { userAgent }) };
}

export const RequestSource = createParamDecorator(
  (_data: unknown, context: ExecutionContext): SigningSource =>
    sourceOfRequest(context.switchToHttp().getRequest<FastifyRequest>()),
);

/**
 * The signing session that a request shows, as a hash; the secret goes no further than here. Where none is shown it is the hash
 * of nothing, which contracts refuses as it refuses any other that it does not know, once the body was found to fit.
 */
export const ShownSigningSession = createParamDecorator((_data: unknown, context: ExecutionContext) => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const shown = request.headers['x-signing-session'];
  const sessionHash = hashToken(typeof shown === 'string' ? shown : '');
  return { sessionHash, ...sourceOfRequest(request) } satisfies SigningSessionInput;
});
