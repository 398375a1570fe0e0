import { EnvUrl } from '@guildhall/config';
import { ServiceConfig } from '@guildhall/service';

export class ContractsConfig extends ServiceConfig {
  @EnvUrl('DATABASE_URL_CONTRACTS', { protocols: ['postgres', 'postgresql'] })
  databaseUrl!: string;
}
