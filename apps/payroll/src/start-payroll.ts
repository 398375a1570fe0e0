import * as messages from '@guildhall/messages/payroll';
import { rpcDefinitionsOf } from '@guildhall/rpc';
import { type ServiceSurroundings, type StartedService, startService } from '@guildhall/service';
import { payrollSchema } from './database/data-source.js';
import type { PayrollConfig } from './payroll.config.js';
import { PayrollModule } from './payroll.module.js';

/** Starts the service of onboarding, hours, pay runs and the ledger. */
export async function startPayroll(config: PayrollConfig, surroundings: ServiceSurroundings): Promise<StartedService> {
  return await startService(
    {
      name: 'payroll',
      module: PayrollModule,
      schema: payrollSchema,
      rpc: rpcDefinitionsOf('payroll', messages),
      jobs: [],
    },
    config,
    surroundings,
  );
}
