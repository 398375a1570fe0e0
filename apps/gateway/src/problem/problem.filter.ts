import type { Logger } from '@guildhall/observability';
import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { edgeErrorFor } from './edge-error.js';
import { sendProblem } from './problem-reply.js';

/** Every refusal of the edge, Fastify's and Nest's own among them, leaves as `application/problem+json`. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const error = edgeErrorFor(thrown);
    if (error.code === 'internal') this.logger.error({ err: thrown }, 'A request failed on our side.');
    if (reply.sent || reply.raw.headersSent) {
      reply.raw.destroy();
      return;
    }
    sendProblem(reply, error);
  }
}
