import * as messages from '@guildhall/messages/payroll';
import { rpcDefinitionsOf } from '@guildhall/rpc';
import { type ServiceSurroundings, type StartedService, startService } from '@guildhall/service';
import { FolderDataKeyStore } from '@guildhall/storage';
import { payrollSchema } from './database/data-source.js';
import type { PayrollConfig } from './payroll.config.js';
import { payrollJobs } from './payroll.contract.js';
import { payrollModule } from './payroll.module.js';

/** Starts the service of onboarding, hours, pay runs and the ledger. */
export async function startPayroll(config: PayrollConfig, surroundings: ServiceSurroundings): Promise<StartedService> {
  const wrappingKeys = await FolderDataKeyStore.open({ directory: config.keysDirectory });
  return await startService(
    {
      name: 'payroll',
      module: payrollModule(config, wrappingKeys),
      schema: payrollSchema,
      rpc: rpcDefinitionsOf('payroll', messages),
      jobs: payrollJobs,
    },
    config,
    surroundings,
  );
}
