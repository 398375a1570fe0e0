import { access, constants } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { MediaLinkSigner } from '@guildhall/auth';
import type { Clock } from '@guildhall/clock';
import { EnvelopeSigner, parseKeyRing } from '@guildhall/envelope';
import { FaultPoints } from '@guildhall/fault-points';
import { mayUpload } from '@guildhall/messages/interviews';
import { createLogger, createMetrics, currentContext, type Logger } from '@guildhall/observability';
import { RpcClient } from '@guildhall/rpc';
import type { RunningService } from '@guildhall/service';
import { openMediaStore } from '@guildhall/storage';
import { CredentialVerifier } from './access/credential-verifier.js';
import { SessionCookie } from './access/session-cookie.js';
import { createEdge } from './edge/create-edge.js';
import type { GatewayConfig } from './gateway.config.js';
import { gatewayModule } from './gateway.module.js';
import { noLimits, RateLimiter } from './limits/rate-limiter.js';
import { LivePages } from './live/live-pages.js';
import { EdgeState } from './pages/edge-state.js';
import { WebClient } from './pages/web/web-client.js';
import { Fingerprints } from './request/fingerprint.js';
import { UploadSpool } from './upload/index.js';

export interface StartedGateway extends RunningService {
  /** Where it listens, which is not where people reach it. */
  readonly url: string;
  /** What it serves: `GET /v1/me`. */
  readonly routes: string[];
}

/** Starts the HTTP edge. It owns no data; Redis may be away, and calls answer `unavailable` until it comes. */
export async function startGateway(
  config: GatewayConfig,
  surroundings: { clock: Clock; logger?: Logger },
): Promise<StartedGateway> {
  const { clock } = surroundings;
  const logger = surroundings.logger ?? createLogger({ service: 'gateway', level: config.logLevel });
  const metrics = createMetrics('gateway');
  const { redisUrl, publicUrl } = config;
  const signer = new EnvelopeSigner(parseKeyRing(config.envelopeKeys), config.envelopeBodies);
  const faultPoints = new FaultPoints(config.faultPointsDirectory);
  const spool = await UploadSpool.open({ directory: config.spoolDirectory, clock, faultPoints });
  const { media } = await openMediaStore(config.storage);
  const rpc = new RpcClient({ redisUrl, service: 'gateway', signer, logger, metrics });
  const limiter = config.rateLimits ? new RateLimiter({ redisUrl, logger }) : null;
  const verifier = new CredentialVerifier(rpc);
  const live = new LivePages(rpc, verifier);
  const cookie = new SessionCookie({ publicUrl });
  const checks = { spool: () => access(config.spoolDirectory, constants.W_OK) };
  const state = new EdgeState(checks);

  const web = WebClient.open(config.webDirectory);

  const linkSigningKey = Buffer.from(config.linkSigningKey, 'base64');
  const module = gatewayModule({
    ...{ config, clock, rpc, verifier, cookie, media, spool, state, faultPoints, live, web },
    links: new MediaLinkSigner(linkSigningKey),
  });
  const { application, open, routes } = await createEdge(module, {
    ...{ publicUrl, trustProxy: config.trustProxy, clock, logger, metrics, spool, verifier, cookie, web },
    fingerprints: new Fingerprints(linkSigningKey),
    limiter: limiter ?? noLimits,
    mayCreateUpload: async ({ actor }, { takeId, segment }) => {
      await rpc.call(mayUpload, { takeId, segment }, { context: { ...currentContext(), actor } });
    },
  });
  state.isDraining = () => open.isDraining;
  await rpc.connect();
  await application.listen(config.port, config.host);
  const { port } = application.getHttpServer().address() as AddressInfo;
  logger.info({ port }, 'gateway has started.');

  const drain = () => {
    // They would never end by themselves.
    live.close();
    return open.drain(config.drainDelayMs);
  };
  return {
    url: `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`,
    routes,
    metrics: [metrics],
    checks,
    isDraining: () => open.isDraining,
    drain,
    async close() {
      await drain();
      await application.close();
      limiter?.close();
      await rpc.close();
      logger.info('gateway has stopped.');
    },
  };
}
