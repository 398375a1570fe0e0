import type { DataKeyStore } from '@guildhall/storage';
import { type DynamicModule, Module } from '@nestjs/common';
import { LedgerRepository } from './ledger/ledger.repository.js';
import { EngagementRepository } from './onboarding/engagement.repository.js';
import { HandInService } from './onboarding/hand-in.service.js';
import { OnContractSealed } from './onboarding/on-contract-sealed.handler.js';
import { OnboardingRepository } from './onboarding/onboarding.repository.js';
import { OnboardingRpcController } from './onboarding/onboarding.rpc.controller.js';
import { OnboardingService } from './onboarding/onboarding.service.js';
import { ReadinessRepository } from './onboarding/readiness.repository.js';
import { ReviewService } from './onboarding/review.service.js';
import { BankExceptionRepository } from './payout/bank-exception.repository.js';
import { BankExceptionRpcController } from './payout/bank-exception.rpc.controller.js';
import { BankExceptions } from './payout/bank-exceptions.service.js';
import { ChainRepository } from './payout/chain.repository.js';
import { FilePayRunHandler } from './payout/file-pay-run.handler.js';
import { FollowPayoutFileHandler } from './payout/follow-payout-file.handler.js';
import { HttpBank } from './payout/http-bank.js';
import { PayoutRepository } from './payout/payout.repository.js';
import { PayoutRpcController } from './payout/payout.rpc.controller.js';
import { PayoutBatching } from './payout/payout-batching.service.js';
import { PayoutFileRepository } from './payout/payout-file.repository.js';
import { PayoutFileContents } from './payout/payout-file-contents.js';
import { PayoutHolds } from './payout/payout-holds.service.js';
import { PayoutOutcomes } from './payout/payout-outcomes.js';
import { PayoutReissue } from './payout/payout-reissue.service.js';
import { RemittanceService } from './payout/remittance.service.js';
import { SubmitPayoutFileHandler } from './payout/submit-payout-file.handler.js';
import { PAYROLL_CONFIG, type PayrollConfig } from './payroll.config.js';
import { BookPayRunHandler } from './payrun/book-pay-run.handler.js';
import { CalculatePayRunHandler } from './payrun/calculate-pay-run.handler.js';
import { PayRunRepository } from './payrun/pay-run.repository.js';
import { PayRunRpcController } from './payrun/pay-run.rpc.controller.js';
import { PayRunService } from './payrun/pay-run.service.js';
import { PersonalKeys, WRAPPING_KEYS } from './sensitive/personal-keys.js';
import { PersonalKeysRepository } from './sensitive/personal-keys.repository.js';
import { TimeRepository } from './time/time.repository.js';
import { TimeRpcController } from './time/time.rpc.controller.js';
import { TimeService } from './time/time.service.js';
import { TimesheetService } from './time/timesheet.service.js';

export function payrollModule(config: PayrollConfig, wrappingKeys: DataKeyStore): DynamicModule {
  return {
    module: PayrollModule,
    controllers: [
      OnboardingRpcController,
      TimeRpcController,
      PayRunRpcController,
      PayoutRpcController,
      BankExceptionRpcController,
    ],
    providers: [
      { provide: PAYROLL_CONFIG, useValue: config },
      { provide: WRAPPING_KEYS, useValue: wrappingKeys },
      ...[PersonalKeysRepository, PersonalKeys, LedgerRepository],
      ...[EngagementRepository, OnboardingRepository, ReadinessRepository],
      ...[OnboardingService, HandInService, ReviewService, OnContractSealed],
      ...[TimeRepository, TimeService, TimesheetService],
      ...[PayRunRepository, PayRunService, CalculatePayRunHandler, BookPayRunHandler],
      ...[PayoutRepository, PayoutFileRepository, PayoutFileContents, PayoutHolds, PayoutBatching, PayoutOutcomes],
      ...[ChainRepository, RemittanceService, PayoutReissue, BankExceptionRepository, BankExceptions],
      ...[FilePayRunHandler, SubmitPayoutFileHandler, FollowPayoutFileHandler, HttpBank],
    ],
  };
}

@Module({})
class PayrollModule {}
