import cookie from '@fastify/cookie';
import { NestLogger } from '@guildhall/observability';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { guardEveryRoute } from '../access/guard-every-route.js';
import { mountPages } from '../pages/mount-pages.js';
import { mountAssets } from '../pages/web/mount-assets.js';
import { answerUnreadable } from '../problem/connection-errors.js';
import { edgeErrorFor } from '../problem/edge-error.js';
import { ProblemFilter } from '../problem/problem.filter.js';
import { sendProblem } from '../problem/problem-reply.js';
import { completeRequestContext, openRequestContext } from '../request/request-context.js';
import { requestIdOf } from '../request/request-id.js';
import { validationPipe } from '../request/validation.js';
import { mountUploads } from '../upload/index.js';
import type { EdgeParts } from './edge-parts.js';
import { meterRequests } from './http-metrics.js';
import { jsonBodyLimitBytes, readJsonBodies } from './json-bodies.js';
import { OpenRequests } from './open-requests.js';
import { addSecurityHeaders } from './security-headers.js';

export interface Edge {
  application: NestFastifyApplication;
  open: OpenRequests;
  /** `GET /v1/me` */
  routes: string[];
}

/** Media links are longer than Fastify's 100 characters for a parameter. */
const maxParameterLength = 1_000;
const requestTimeoutMs = 10 * 60_000;

/**
 * The HTTP server with everything before and around the controllers. The order of the hooks is the order of the checks:
 * identity of the request, headers, who asks, how much, then the body.
 * @throws Error where a route has no access rule
 */
export async function createEdge(module: DynamicModule, parts: EdgeParts): Promise<Edge> {
  const adapter = new FastifyAdapter({
    bodyLimit: jsonBodyLimitBytes,
    trustProxy: parts.trustProxy ?? false,
    genReqId: requestIdOf,
    requestTimeout: requestTimeoutMs,
    clientErrorHandler: answerUnreadable,
    frameworkErrors: refuseUnroutable,
    routerOptions: { maxParamLength: maxParameterLength },
    skipMiddie: true,
  });
  const fastify = adapter.getInstance();
  const open = new OpenRequests(fastify);
  openRequestContext(fastify);
  meterRequests(fastify, open, parts.metrics, parts.logger);
  await fastify.register(cookie);
  await addSecurityHeaders(fastify, parts);
  const guarded = guardEveryRoute(fastify, parts);
  completeRequestContext(fastify, parts.fingerprints);
  readJsonBodies(fastify);

  await fastify.register(async (scope) => {
    scope.addHook('onRoute', (route) => {
      route.config = { ...route.config, limit: 'upload', survivesOutage: true };
    });
    await mountUploads(scope, {
      spool: parts.spool,
      logger: parts.logger,
      origins: [new URL(parts.publicUrl).origin],
      principalOf: (request) => request.principal,
      mayCreate: parts.mayCreateUpload,
    });
  });

  const application = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: new NestLogger(parts.logger),
    bodyParser: false,
    abortOnError: false,
  });
  application.useGlobalPipes(validationPipe());
  application.useGlobalFilters(new ProblemFilter(parts.logger));
  mountPages(application);
  await mountAssets(fastify, parts.web);
  await application.init();
  await fastify.ready();
  guarded.assertComplete();
  return { application, open, routes: guarded.names() };
}

/** Malformed paths never reach a route, and so no filter. */
function refuseUnroutable(error: Error, _request: FastifyRequest, reply: FastifyReply): void {
  sendProblem(reply, edgeErrorFor(error));
}
