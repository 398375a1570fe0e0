import type { Clock } from '@guildhall/clock';
import type { Logger, Metrics } from '@guildhall/observability';
import type { GuardParts } from '../access/guard-every-route.js';
import type { WebClient } from '../pages/web/web-client.js';
import type { Fingerprints } from '../request/fingerprint.js';
import type { UploadPorts, UploadSpool } from '../upload/index.js';

/** What the HTTP edge itself needs; the features behind it get theirs by injection. */
export interface EdgeParts extends GuardParts {
  publicUrl: string;
  trustProxy: string | undefined;
  clock: Clock;
  logger: Logger;
  metrics: Metrics;
  spool: UploadSpool;
  web: WebClient;
  fingerprints: Fingerprints;
  mayCreateUpload: UploadPorts['mayCreate'];
}
