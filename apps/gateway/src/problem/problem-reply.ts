import { type AppError, problemFor } from '@guildhall/errors';
import type { FastifyReply } from 'fastify';

/** The status, headers and body of a refusal. @see https://www.rfc-editor.org/rfc/rfc9457 */
export function problemResponse(error: AppError): { status: number; headers: Record<string, string>; body: string } {
  const headers: Record<string, string> = {
    'content-type': 'application/problem+json; charset=utf-8',
    'cache-control': 'no-store',
  };
  if (error.retryAfterSeconds !== undefined) headers['retry-after'] = String(Math.ceil(error.retryAfterSeconds));
  if (error.httpStatus === 401) headers['www-authenticate'] = 'Bearer realm="guildhall"';
  return { status: error.httpStatus, headers, body: JSON.stringify(problemFor(error)) };
}

export function sendProblem(reply: FastifyReply, error: AppError): void {
  const { status, headers, body } = problemResponse(error);
  void reply.code(status).headers(headers).serializer(String).send(body);
}
