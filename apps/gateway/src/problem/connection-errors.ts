import type { Socket } from 'node:net';
import { AppError } from '@guildhall/errors';
import type { FastifyInstance } from 'fastify';
import { problemResponse } from './problem-reply.js';

/** What is no HTTP, or too much of it, never becomes a request; it is answered on the bare connection. */
export function answerUnreadable(this: FastifyInstance, error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const tooLarge = error.code === 'HPE_HEADER_OVERFLOW';
  const message = tooLarge ? 'The headers of this request are too large.' : 'This is no request that can be read.';
  const { headers, body } = problemResponse(new AppError('malformed_request', message));
  const lines = Object.entries({ ...headers, 'content-length': Buffer.byteLength(body), connection: 'close' });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  socket.end(`HTTP/1.1 400 Bad Request\r\n${head}\r\n${body}`);
}
