import { Agent, get } from 'node:http';
import { anyone } from '@guildhall/auth';
import { systemClock } from '@guildhall/clock';
import { listPublicOpenings } from '@guildhall/messages/applicants';
import { newId } from '@guildhall/messages/contract';
import { createLogger, createMetrics } from '@guildhall/observability';
import type { RpcClient } from '@guildhall/rpc';
import { type PrivateRedis, privateRedis, waitFor } from '@guildhall/testing';
import { Controller, Get, Module } from '@nestjs/common';
import { FakeServices } from '../../test/fake-services.js';
import { SignedInTus } from '../../test/signed-in-tus.js';
import { startTestGateway, type TestGateway } from '../../test/test-gateway.js';
import { webmOf } from '../../test/tus-requests.js';
import { Access } from '../access/access.decorator.js';
import { CredentialVerifier } from '../access/credential-verifier.js';
import { SessionCookie } from '../access/session-cookie.js';
import { rateClasses } from '../limits/rate-classes.js';
import { noLimits } from '../limits/rate-limiter.js';
import { WebClient } from '../pages/web/web-client.js';
import { Fingerprints } from '../request/fingerprint.js';
import { UploadSpool } from '../upload/index.js';
import { createEdge } from './create-edge.js';

describe('the edge under faults', () => {
  let redis: PrivateRedis;
  let services: FakeServices;
  let gateway: TestGateway;

  beforeAll(async () => {
    redis = await privateRedis();
    services = await FakeServices.start(redis.url);
    gateway = await startTestGateway({ redisUrl: redis.url, settings: { TRUST_PROXY: 'loopback' } });
  });

  afterAll(async () => {
    await gateway.close();
    await services.close();
    await redis.drop();
  });

  it('does not start with a route that says nothing of access', async () => {
    @Controller('v1/things')
    class ThingsController {
      @Get()
      @Access(anyone())
      list() {
        return [];
      }

      @Get('forgotten')
      forgotten() {
        return [];
      }
    }

    @Module({ controllers: [ThingsController] })
    class ThingsModule {}

    const publicUrl = 'http://localhost:3000';
    const { spoolDirectory } = gateway.config;
    const start = createEdge(
      { module: ThingsModule },
      {
        ...{ publicUrl, trustProxy: undefined, clock: systemClock, limiter: noLimits },
        ...{ logger: createLogger({ service: 'gateway', level: 'silent' }), metrics: createMetrics('gateway') },
        verifier: new CredentialVerifier({} as Pick<RpcClient, 'call'>),
        cookie: new SessionCookie({ publicUrl }),
        fingerprints: new Fingerprints(Buffer.alloc(32)),
        spool: await UploadSpool.open({ directory: spoolDirectory, clock: systemClock }),
        mayCreateUpload: async () => undefined,
        web: WebClient.open(gateway.config.webDirectory),
      },
    );
    await expect(start).rejects.toThrow('Routes without an access rule: GET /v1/things/forgotten, HEAD');
  });

  it('limits the attempts of one source, and of that one alone', async () => {
    const body = { email: 'ada@example.org', password: 'wrong' };
    const attempt = (source: string) =>
      gateway.ask('POST', '/v1/auth/password', { body, headers: { 'x-forwarded-for': source } });
    const { burst } = rateClasses.sign_in;
    const answers = await Promise.all(Array.from({ length: burst + 20 }, () => attempt('203.0.113.7')));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(10);
    expect(answers.filter(({ status }) => status === 401).length).toBeGreaterThanOrEqual(burst);
    expect(refused[0]).toMatchObject({ json: { code: 'rate_limited' } });
    expect(Number(refused[0]!.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await attempt('203.0.113.8')).toMatchObject({ status: 401 });
  });

  it('stays up without Redis, takes recordings in, and comes back with it', async () => {
    const token = services.signIn({ kind: 'applicant' });
    const tus = new SignedInTus(gateway.url, token);
    const bytes = webmOf(40_000);
    const takeId = newId('tak');
    const created = await tus.create({ takeId, segment: '0', filetype: 'video/webm' }, bytes.length);
    const location = created.headers.get('location') ?? '';
    expect((await tus.patch(location, 0, bytes.subarray(0, 10_000))).status).toBe(204);
    await redis.kill();

    const refused = await gateway.ask('GET', '/v1/me', { token });
    expect(refused).toMatchObject({ status: 503, json: { code: 'unavailable' } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    for (const page of ['/', '/docs', '/openapi.json', '/health/live', '/health/ready']) {
      expect((await gateway.ask('GET', page)).status).toBe(200);
    }
    const head = await tus.head(location);
    expect(head).toMatchObject({ status: 200 });
    expect(head.headers.get('upload-offset')).toBe('10000');
    expect((await tus.patch(location, 10_000, bytes.subarray(10_000))).status).toBe(204);
    const another = await tus.create({ takeId, segment: '1', filetype: 'video/webm' }, 100);
    expect(another.status).toBe(503);
    const stranger = new SignedInTus(gateway.url, services.signIn({ kind: 'applicant' }));
    expect((await stranger.head(location)).status).toBe(503);

    await redis.start();
    await waitFor(async () => (await gateway.ask('GET', '/v1/me', { token })).status === 200, { timeoutMs: 15_000 });
  });

  it('finishes every request that it let in before it ends', async () => {
    const settings = { DRAIN_DELAY_MS: '200', RATE_LIMITS: 'false' };
    const draining = await startTestGateway({ redisUrl: redis.url, settings });
    const agent = new Agent({ keepAlive: true, maxSockets: 16 });
    const outcomes = { answered: 0, notConnected: 0, failed: [] as string[] };
    const letIn = () =>
      new Set(services.seen(listPublicOpenings.name).map(({ context }) => context.correlationId)).size;
    const letInBefore = letIn();
    let isOver = false;
    const client = async () => {
      while (!isOver) {
        const outcome = await request(draining.url, agent);
        if (outcome === 'answered') outcomes.answered += 1;
        else if (outcome === 'not connected') {
          outcomes.notConnected += 1;
          return;
        } else outcomes.failed.push(outcome);
      }
    };
    const clients = Array.from({ length: 16 }, client);
    await waitFor(() => outcomes.answered > 100, { timeoutMs: 10_000 });
    await draining.drain();
    expect(draining.isDraining()).toBe(true);
    isOver = true;
    await Promise.all(clients);
    await draining.close();
    agent.destroy();
    expect(outcomes.failed).toEqual([]);
    expect(letIn()).toBe(letInBefore + outcomes.answered);
    expect(outcomes.notConnected).toBeGreaterThan(0);
  });
});

/**
 * `answered`, `not connected`, or why there was no good answer. A connection that still waits in the queue of the listening
 * socket when that closes is reset by the kernel, and its request was let in by nobody.
 */
function request(base: string, agent: Agent): Promise<string> {
  return new Promise((resolve) => {
    const sent = get(new URL('/v1/jobs', base), { agent, timeout: 10_000 }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode === 200 ? 'answered' : `status ${response.statusCode}`));
      response.on('error', (error) => resolve(error.message));
    });
    sent.on('error', (error: NodeJS.ErrnoException) => {
      const wasTurnedAway = error.code === 'ECONNREFUSED' || (error.code === 'ECONNRESET' && !sent.reusedSocket);
      resolve(wasTurnedAway ? 'not connected' : (error.code ?? error.message));
    });
  });
}
