import type { AccessRule, Principal } from '@guildhall/auth';
import { anyone, applicants, object } from '@guildhall/auth';
import { AppError, isAppError, messageOf } from '@guildhall/errors';
import { isId } from '@guildhall/messages/contract';
import type { Logger } from '@guildhall/observability';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readCreation } from './read-creation.js';
import { locationOf, uploadsPath } from './spool-store.js';
import type { SweepResult } from './spool-sweep.js';
import { appErrorFor, problemReply } from './tus-problem.js';
import { type Admission, newUploadId, TusServer } from './tus-server.js';
import { uploadNotFound } from './upload.errors.js';
import type { UploadSpool } from './upload-spool.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: AccessRule;
  }
}

/** What the edge lends to the uploads. */
export interface UploadPorts {
  spool: UploadSpool;
  logger: Logger;
  origins: string[];
  /** Who sent the request; the edge's guard has verified it before. */
  principalOf(request: FastifyRequest): Principal | undefined;
  /** Resolves when the take takes this segment now. @throws AppError of the take's or the interview's state */
  mayCreate(principal: Principal, creation: { takeId: string; segment: number; filetype: string }): Promise<void>;
}

export interface MountedUploads {
  sweep(): Promise<SweepResult>;
}

const sweepEveryMs = 10 * 60_000;
const access = applicants({ owned: object('uploadId', 'upload') });
/** The take is named in `Upload-Metadata`. */
const creationAccess = applicants({ owned: object('takeId', 'take') });

/**
 * Resumable uploads (tus 1.0.0) under `/v1/uploads`: creation with deferred length, HEAD, PATCH and DELETE. Every request
 * is decided here, before tus and its store see it; a 5xx on HEAD can only come from here.
 */
export async function mountUploads(fastify: FastifyInstance, ports: UploadPorts): Promise<MountedUploads> {
  const { spool, logger, origins } = ports;
  const tus = new TusServer({
    spool,
    origins,
    onUnexpected: (thrown) => logger.error({ err: thrown }, 'An upload failed on our side.'),
  });

  const admit = async (request: FastifyRequest, reply: FastifyReply) => {
    const owner = ownerOf(ports.principalOf(request));
    const uploadId = (request.params as { uploadId?: string }).uploadId ?? '';
    if (!isId('upl', uploadId)) throw uploadNotFound();
    const upload = await spool.ownUpload(uploadId, owner);
    if (request.method === 'PATCH') await spool.admitMore(upload, announcedBytes(request));
    await handOver(request, reply, { owner, uploadId, creation: null });
  };

  const admitCreation = async (request: FastifyRequest, reply: FastifyReply) => {
    const principal = ports.principalOf(request);
    const owner = ownerOf(principal);
    const creation = readCreation(request.headers, spool.limits);
    await ports.mayCreate(principal!, creation);
    const existing = await spool.resumeCreation({ owner, ...creation });
    if (existing) {
      const headers = { 'tus-resumable': '1.0.0', 'upload-offset': '0', location: locationOf(existing) };
      return reply.code(201).headers(headers).send();
    }
    await spool.admit({ owner, ...creation });
    return handOver(request, reply, { owner, uploadId: newUploadId(), creation });
  };

  const handOver = async (request: FastifyRequest, reply: FastifyReply, admission: Admission) => {
    reply.hijack();
    // Helmet and the request id set their headers on the reply, which a hijacked response does not send.
    for (const [name, value] of Object.entries(reply.getHeaders())) {
      if (value !== undefined) reply.raw.setHeader(name, value);
    }
    await tus.serve(request.raw, reply.raw, admission).catch((thrown: unknown) => {
      logger.error({ err: thrown }, 'An upload could not be answered.');
      reply.raw.destroy();
    });
  };

  await fastify.register(async (scope) => {
    const bodyLimit = spool.limits.segmentBytes;
    // tus reads the raw stream itself, of whatever content type and length.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    scope.setErrorHandler((thrown, _request, reply) => refuse(reply, thrown, logger, bodyLimit));
    scope.post(uploadsPath, { bodyLimit, config: { access: creationAccess } }, admitCreation);
    for (const method of ['HEAD', 'PATCH', 'DELETE'] as const) {
      scope.route({ method, url: `${uploadsPath}/:uploadId`, bodyLimit, config: { access }, handler: admit });
    }
    for (const url of [uploadsPath, `${uploadsPath}/:uploadId`]) {
      // A browser asks without credentials whether another origin may upload; the answer names no upload.
      scope.options(url, { config: { access: anyone() } }, async (request, reply) => {
        await handOver(request, reply, { owner: '', uploadId: newUploadId(), creation: null });
      });
    }
  });

  const sweep = () => spool.sweep();
  scheduleSweep(fastify, sweep, logger);
  return { sweep };
}

/** A body in chunks says nothing; it is looked at while it is written. */
function announcedBytes({ headers }: FastifyRequest): number {
  const bytes = Number(headers['content-length'] ?? 0);
  return Number.isSafeInteger(bytes) && bytes > 0 ? bytes : 0;
}

function ownerOf(principal: Principal | undefined): string {
  if (!principal) throw new AppError('not_signed_in', 'Sign in to upload a recording.');
  if (principal.actor.kind !== 'applicant') throw new AppError('not_allowed', 'Only applicants upload recordings.');
  return principal.actor.id;
}

function refuse(reply: FastifyReply, thrown: unknown, logger: Logger, maxSegmentBytes: number): void {
  const status_code = (thrown as { statusCode?: number } | null)?.statusCode;
  const error = isAppError(thrown)
    ? thrown
    : appErrorFor({ status_code, body: messageOf(thrown) }, '', maxSegmentBytes);
  if (error.code === 'internal') logger.error({ err: thrown }, 'An upload failed on our side.');
  const { status, headers, body } = problemReply(error);
  void reply
    .code(status)
    .headers({ 'tus-resumable': '1.0.0', ...headers })
    .serializer(String)
    .send(body);
}

function scheduleSweep(fastify: FastifyInstance, sweep: () => Promise<SweepResult>, logger: Logger): void {
  const run = async () => {
    try {
      const { expired, strays, forgotten } = await sweep();
      if (expired.length + strays > 0) logger.info({ expired, strays }, 'Swept the upload spool.');
      const waiting = forgotten.map(({ uploadId, takeId, segment }) => ({ uploadId, takeId, segment }));
      if (waiting.length > 0)
        logger.warn({ waiting }, 'Uploads are full and wait: their takes were not completed, or not fetched.');
    } catch (thrown) {
      logger.error({ err: thrown }, 'The upload spool could not be swept; the next turn tries again.');
    }
  };
  const timer = setInterval(() => void run(), sweepEveryMs);
  timer.unref();
  fastify.addHook('onClose', async () => clearInterval(timer));
}
