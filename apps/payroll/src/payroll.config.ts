import { EnvUrl } from '@guildhall/config';
import { ServiceConfig } from '@guildhall/service';

export class PayrollConfig extends ServiceConfig {
  @EnvUrl('DATABASE_URL_PAYROLL', { protocols: ['postgres', 'postgresql'] })
  databaseUrl!: string;
}
