import { type DynamicModule, Module } from '@nestjs/common';
import { APPLICANTS_CONFIG, type ApplicantsConfig } from './applicants.config.js';
import { ApplicationRepository } from './application/application.repository.js';
import { ApplicationRpcController } from './application/application.rpc.controller.js';
import { ApplicationService } from './application/application.service.js';
import { ApplicationAccess } from './application/application-access.js';
import { DecisionRpcController } from './application/decision.rpc.controller.js';
import { DecisionService } from './application/decision.service.js';
import { DecisionChecks } from './application/decision-checks.js';
import { ExpireApplicationHandler } from './application/expire-application.handler.js';
import { MyApplicationRpcController } from './application/my-application.rpc.controller.js';
import { OnProgress } from './application/on-progress.handler.js';
import { TellOverdueDecisionHandler } from './application/tell-overdue-decision.handler.js';
import { ExpireOfferHandler } from './offer/expire-offer.handler.js';
import { OfferRepository } from './offer/offer.repository.js';
import { OfferRpcController } from './offer/offer.rpc.controller.js';
import { OfferService } from './offer/offer.service.js';
import { OfferTermsRpcController } from './offer/offer-terms.rpc.controller.js';
import { OnContract } from './offer/on-contract.handler.js';
import { OpeningRepository } from './opening/opening.repository.js';
import { OpeningRpcController } from './opening/opening.rpc.controller.js';
import { OpeningService } from './opening/opening.service.js';
import { OpeningAccess } from './opening/opening-access.js';

export function applicantsModule(config: ApplicantsConfig): DynamicModule {
  return {
    module: ApplicantsModule,
    controllers: [
      ...[OpeningRpcController, ApplicationRpcController, MyApplicationRpcController, DecisionRpcController],
      ...[OfferRpcController, OfferTermsRpcController],
    ],
    providers: [
      { provide: APPLICANTS_CONFIG, useValue: config },
      ...[OpeningRepository, OpeningService, OpeningAccess],
      ...[ApplicationRepository, ApplicationService, ApplicationAccess, DecisionService, DecisionChecks, OnProgress],
      ...[ExpireApplicationHandler, TellOverdueDecisionHandler],
      ...[OfferRepository, OfferService, OnContract, ExpireOfferHandler],
    ],
  };
}

@Module({})
class ApplicantsModule {}
