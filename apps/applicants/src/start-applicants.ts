import * as messages from '@guildhall/messages/applicants';
import { rpcDefinitionsOf } from '@guildhall/rpc';
import { type ServiceSurroundings, type StartedService, startService } from '@guildhall/service';
import type { ApplicantsConfig } from './applicants.config.js';
import { applicantsModule } from './applicants.module.js';
import { expireApplication, tellOverdueDecision } from './application/application.jobs.js';
import { applicantsSchema } from './database/data-source.js';
import { expireOffer } from './offer/offer.jobs.js';

/** Starts the service of openings, applications, decisions and offers. */
export async function startApplicants(
  config: ApplicantsConfig,
  surroundings: ServiceSurroundings,
): Promise<StartedService> {
  return await startService(
    {
      name: 'applicants',
      module: applicantsModule(config),
      schema: applicantsSchema,
      rpc: rpcDefinitionsOf('applicants', messages),
      jobs: [expireApplication, tellOverdueDecision, expireOffer],
    },
    config,
    surroundings,
  );
}
