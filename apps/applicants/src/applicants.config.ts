import { EnvUrl } from '@guildhall/config';
import { ServiceConfig } from '@guildhall/service';

export class ApplicantsConfig extends ServiceConfig {
  @EnvUrl('DATABASE_URL_APPLICANTS', { protocols: ['postgres', 'postgresql'] })
  databaseUrl!: string;
}
