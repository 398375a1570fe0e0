import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AppError } from '@guildhall/errors';
import { isId, newId } from '@guildhall/messages/contract';
import { Server, type ServerOptions } from '@tus/server';
import { bodyOf } from './request-body.js';
import { uploadsPath } from './spool-store.js';
import { appErrorFor, problemReply } from './tus-problem.js';
import type { UploadSpool } from './upload-spool.js';

type TusRequest = Parameters<NonNullable<ServerOptions['onIncomingRequest']>>[0];

/** What the edge decided about a request before tus saw it. */
export interface Admission {
  owner: string;
  /** The upload that the request may touch; a new id for a creation. */
  uploadId: string;
  creation: { takeId: string; segment: number; filetype: string } | null;
}

export interface TusServerOptions {
  spool: UploadSpool;
  /** Pages of these origins may upload; our own needs no mention. */
  origins: string[];
  onUnexpected: (thrown: unknown) => void;
}

/** A PATCH that a newer request has overtaken gets so long to write down what it received. */
const drainMs = 500;

/**
 * tus behind our doors: it acts only on requests that were admitted, on the upload they were admitted for, and all its
 * refusals leave as `application/problem+json`.
 */
export class TusServer extends Server {
  private readonly admissions = new WeakMap<IncomingMessage, Admission>();

  constructor(private readonly uploads: TusServerOptions) {
    const { spool, origins } = uploads;
    super({
      path: uploadsPath,
      datastore: spool.store,
      locker: spool.locker,
      maxSize: spool.limits.segmentBytes,
      relativeLocation: true,
      respectForwardedHeaders: true,
      allowedOrigins: origins,
      allowedCredentials: true,
      lockDrainTimeout: drainMs,
      namingFunction: (request) => this.admissionOf(request).uploadId,
      getFileIdFromRequest: (request) => this.admissionOf(request).uploadId,
      onIncomingRequest: async (request) => readAsItComes(request),
      onUploadCreate: async (request) => ({ metadata: this.metadataFor(this.admissionOf(request)) }),
      onResponseError: (request, thrown) => this.refusal(request, thrown),
    });
  }

  /** Answers on the raw response, also with the headers that were set on it before. */
  async serve(request: IncomingMessage, response: ServerResponse, admission: Admission): Promise<void> {
    this.admissions.set(request, admission);
    await this.handle(request, response);
  }

  /** tus writes some refusals (wrong version, malformed headers) without asking `onResponseError`. */
  override async write(...[context, headers, status, body]: Parameters<Server['write']>) {
    if (status < 400) return super.write(context, headers, status, body);
    const isProblem = body?.startsWith('{"type"') ?? false;
    const reply = isProblem ? null : problemReply(this.errorFor({ status_code: status, body: body ?? '' }, ''));
    headers.set('Content-Type', 'application/problem+json');
    headers.set('Cache-Control', 'no-store');
    return super.write(context, headers, reply?.status ?? status, reply?.body ?? body);
  }

  private admissionOf(request: TusRequest): Admission {
    const admission = request.runtime?.node && this.admissions.get(request.runtime.node.req as IncomingMessage);
    if (!admission || !isId('upl', admission.uploadId))
      throw new TypeError('tus was handed a request without admission.');
    return admission;
  }

  private metadataFor({ owner, creation }: Admission): Record<string, string> {
    if (!creation) throw new TypeError('Only an admitted creation creates an upload.');
    return { owner, takeId: creation.takeId, segment: String(creation.segment), filetype: creation.filetype };
  }

  private refusal(request: TusRequest, thrown: unknown): { status_code: number; body: string } {
    const { status, headers, body } = problemReply(this.errorFor(thrown, request.method));
    const response = request.runtime?.node?.res;
    if (response && !response.headersSent) {
      for (const name of ['retry-after', 'location']) if (headers[name]) response.setHeader(name, headers[name]);
    }
    return { status_code: status, body };
  }

  private errorFor(thrown: unknown, method: string): AppError {
    const error = appErrorFor(thrown, method, this.uploads.spool.limits.segmentBytes);
    const isExpected = thrown === error || ((thrown as { status_code?: number }).status_code ?? 500) < 500;
    if (!isExpected) this.uploads.onUnexpected(thrown);
    return error;
  }
}

/** Before tus looks at the body, which it would have copied. */
function readAsItComes(request: TusRequest): void {
  const raw = request.runtime?.node?.req as IncomingMessage | undefined;
  if (!raw || request.method === 'HEAD') return;
  let body: ReadableStream | undefined;
  Object.defineProperty(request, 'body', {
    get: () => {
      body ??= bodyOf(raw);
      return body;
    },
  });
}

export const newUploadId = () => newId('upl');
