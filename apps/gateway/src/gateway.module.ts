import { MediaLinkSigner } from '@guildhall/auth';
import { CLOCK, type Clock } from '@guildhall/clock';
import { FaultPoints } from '@guildhall/fault-points';
import { RpcClient } from '@guildhall/rpc';
import { EncryptedStore } from '@guildhall/storage';
import { type DynamicModule, Module } from '@nestjs/common';
import { CredentialVerifier } from './access/credential-verifier.js';
import { SessionCookie } from './access/session-cookie.js';
import { ApplyService } from './applications/apply.service.js';
import { CandidateExportService } from './candidates/candidate-export.service.js';
import { edgeControllers } from './edge-controllers.js';
import { GATEWAY_CONFIG, type GatewayConfig } from './gateway.config.js';
import { SourceKeys } from './limits/source-keys.js';
import { LivePages } from './live/live-pages.js';
import { MyApplicationsService } from './me/my-applications.service.js';
import { OpeningOutlines } from './openings/opening-outlines.js';
import { EdgeState } from './pages/edge-state.js';
import { ServiceStatus } from './pages/service-status.js';
import { WebClient } from './pages/web/web-client.js';
import { ApplicantNames } from './people/applicant-names.js';
import { StaffNames } from './people/staff-names.js';
import { TakeCompletionService } from './takes/take-completion.service.js';
import { UploadSpool } from './upload/index.js';
import { WorkService } from './work/work.service.js';

/** What the controllers work with. */
export interface GatewayParts {
  config: GatewayConfig;
  clock: Clock;
  rpc: RpcClient;
  verifier: CredentialVerifier;
  cookie: SessionCookie;
  links: MediaLinkSigner;
  media: EncryptedStore;
  spool: UploadSpool;
  faultPoints: FaultPoints;
  state: EdgeState;
  live: LivePages;
  web: WebClient;
}

export function gatewayModule(parts: GatewayParts): DynamicModule {
  return {
    module: GatewayModule,
    controllers: edgeControllers,
    providers: [
      { provide: GATEWAY_CONFIG, useValue: parts.config },
      { provide: CLOCK, useValue: parts.clock },
      { provide: RpcClient, useValue: parts.rpc },
      { provide: CredentialVerifier, useValue: parts.verifier },
      { provide: SessionCookie, useValue: parts.cookie },
      { provide: MediaLinkSigner, useValue: parts.links },
      { provide: EncryptedStore, useValue: parts.media },
      { provide: UploadSpool, useValue: parts.spool },
      { provide: FaultPoints, useValue: parts.faultPoints },
      { provide: EdgeState, useValue: parts.state },
      { provide: LivePages, useValue: parts.live },
      { provide: WebClient, useValue: parts.web },
      ...[ServiceStatus, SourceKeys, ApplicantNames, ApplyService, TakeCompletionService, CandidateExportService],
      ...[OpeningOutlines, StaffNames, MyApplicationsService, WorkService],
    ],
  };
}

@Module({})
class GatewayModule {}
