import type { LoggerService } from '@nestjs/common';
import { type DestinationStream, type Logger, pino } from 'pino';
import { currentCorrelationId } from './context.js';
import { errorForLog } from './error-for-log.js';

export type { Logger } from 'pino';

/** Injection token of a service's logger. */
export const LOGGER = Symbol('logger');

/**
 * Fields that never reach a log, at the top and one level down. The list is a net under the rule, not the rule: nobody
 * passes personal data or secrets to a logger.
 */
const secretFields = [
  'password',
  'token',
  'linkToken',
  'mailCode',
  'secret',
  'apiKey',
  'authorization',
  'cookie',
  'email',
  'displayName',
  'transcript',
  'words',
  'quote',
];

const redactedPaths = secretFields.flatMap((field) => [
  field,
  `*.${field}`,
  `req.headers.${field}`,
  `headers.${field}`,
  `body.${field}`,
]);

export interface LoggerOptions {
  service: string;
  level?: string;
  /** Where lines go; standard output where absent. */
  destination?: DestinationStream;
}

/** A JSON logger of one service. Every line carries the correlation id of the work it belongs to. */
export function createLogger(options: LoggerOptions): Logger {
  const settings = {
    level: options.level ?? 'info',
    base: { service: options.service },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: (thrown: unknown) => (thrown === undefined ? undefined : errorForLog(thrown)) },
    redact: { paths: redactedPaths, censor: '[redacted]' },
    mixin: () => {
      const correlationId = currentCorrelationId();
      return correlationId === undefined ? {} : { correlationId };
    },
  };
  return options.destination ? pino(settings, options.destination) : pino(settings);
}

/** Nest's own lines through the same logger; its start-up chatter is worth `debug` only. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.logger.debug({ context: contextOf(rest) }, String(message));
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.logger.warn({ context: contextOf(rest) }, String(message));
  }

  error(message: unknown, ...rest: unknown[]): void {
    const err = message instanceof Error ? message : undefined;
    this.logger.error({ err, context: contextOf(rest), stack: err ? undefined : rest[0] }, String(message));
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.logger.debug({ context: contextOf(rest) }, String(message));
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.logger.trace({ context: contextOf(rest) }, String(message));
  }
}

function contextOf(rest: unknown[]): unknown {
  return rest.at(-1);
}
