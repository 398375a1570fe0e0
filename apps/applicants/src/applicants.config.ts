import { EnvInt, EnvUrl } from '@guildhall/config';
import { ServiceConfig } from '@guildhall/service';

export class ApplicantsConfig extends ServiceConfig {
  @EnvUrl('DATABASE_URL_APPLICANTS', { protocols: ['postgres', 'postgresql'] })
  databaseUrl!: string;

  /** Calendar days in which a person decides, from the evaluation on; a hold brings as many again. */
  @EnvInt('DECISION_DAYS', { min: 1, max: 365, default: 10 })
  decisionDays!: number;
}

/** Injection token of the service's configuration. */
export const APPLICANTS_CONFIG = Symbol('applicants-config');
