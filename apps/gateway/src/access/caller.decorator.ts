import { AppError } from '@guildhall/errors';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { SignedIn } from './signed-in.js';

/** The verified caller of a route that only signed-in callers reach. */
export const Caller = createParamDecorator((_data: unknown, context: ExecutionContext): SignedIn => {
  const { principal } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!principal) throw new AppError('not_signed_in', 'Sign in first.');
  return principal;
});

/** The same where nobody needs to be signed in. */
export const MaybeCaller = createParamDecorator(
  (_data: unknown, context: ExecutionContext): SignedIn | undefined =>
    context.switchToHttp().getRequest<FastifyRequest>().principal,
);
