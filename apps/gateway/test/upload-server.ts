import type { AddressInfo } from 'node:net';
import { type Clock, systemClock } from '@guildhall/clock';
import { AppError } from '@guildhall/errors';
import { createLogger } from '@guildhall/observability';
import Fastify, { type FastifyInstance } from 'fastify';
import { type MountedUploads, mountUploads } from '../src/upload/mount-uploads.js';
import type { SpoolLimits } from '../src/upload/upload.limits.js';
import { UploadSpool } from '../src/upload/upload-spool.js';

export interface UploadServer {
  url: string;
  spool: UploadSpool;
  fastify: FastifyInstance;
  mounted: MountedUploads;
  /** Takes that refuse uploads. */
  closedTakes: Set<string>;
  close(): Promise<void>;
}

export interface UploadServerOptions {
  directory: string;
  port?: number;
  clock?: Clock;
  limits?: Partial<SpoolLimits>;
}

/** A bare Fastify with the uploads; the header `x-person` says who sends a request. */
export async function startUploadServer(options: UploadServerOptions): Promise<UploadServer> {
  const spool = await UploadSpool.open({ clock: systemClock, ...options });
  const closedTakes = new Set<string>();
  const fastify = Fastify();
  fastify.addHook('onRequest', async (_request, reply) => void reply.header('x-content-type-options', 'nosniff'));
  const mounted = await mountUploads(fastify, {
    spool,
    logger: createLogger({ service: 'gateway', level: 'silent' }),
    origins: ['https://hiring.example'],
    principalOf: (request) => {
      const id = request.headers['x-person'];
      if (typeof id !== 'string') return undefined;
      return { actor: { kind: 'applicant', id }, credentialHash: '', steppedUpUntil: null };
    },
    mayCreate: async (_principal, { takeId }) => {
      if (closedTakes.has(takeId)) throw new AppError('take_wrong_state', `Take ${takeId} is final already.`);
    },
  });
  await fastify.listen({ port: options.port ?? 0, host: '127.0.0.1' });
  const { port } = fastify.server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, spool, fastify, mounted, closedTakes, close: () => fastify.close() };
}
