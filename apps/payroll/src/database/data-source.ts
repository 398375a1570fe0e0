import { auditSchema } from '@guildhall/audit';
import { databaseSchema, mergeSchemas } from '@guildhall/database';
import { eventLogSchema } from '@guildhall/event-log';
import { jobsSchema } from '@guildhall/jobs';
import { JournalEntity, PostingEntity } from '../ledger/ledger.entity.js';
import { EngagementEntity, RateEntity } from '../onboarding/engagement.entity.js';
import {
  OnboardingEntity,
  OnboardingItemEntity,
  PayoutMethodEntity,
  TaxFormEntity,
} from '../onboarding/onboarding.entity.js';
import { BankExceptionEntity } from '../payout/bank-exception.entity.js';
import { PayoutEntity, PayoutFileDayEntity, PayoutFileEntity } from '../payout/payout.entity.js';
import { PayLineEntity, PayRunApprovalEntity, PayRunEntity } from '../payrun/pay-run.entity.js';
import { PersonalKeyEntity } from '../sensitive/personal-key.entity.js';
import { TimeEntryEntity, TimesheetEntity, TimesheetLineEntity } from '../time/time.entity.js';
import { migrations as own } from './migrations/index.js';

export const payrollSchema = mergeSchemas(databaseSchema, auditSchema, eventLogSchema, jobsSchema, {
  entities: [
    ...[PersonalKeyEntity, EngagementEntity, RateEntity],
    ...[OnboardingEntity, OnboardingItemEntity, TaxFormEntity, PayoutMethodEntity],
    ...[TimesheetEntity, TimeEntryEntity, TimesheetLineEntity],
    ...[PayRunEntity, PayRunApprovalEntity, PayLineEntity],
    ...[PayoutEntity, PayoutFileEntity, PayoutFileDayEntity, BankExceptionEntity],
    ...[JournalEntity, PostingEntity],
  ],
  migrations: own,
});

export const { entities, migrations } = payrollSchema;
