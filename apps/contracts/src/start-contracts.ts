import * as messages from '@guildhall/messages/contracts';
import { rpcDefinitionsOf } from '@guildhall/rpc';
import { type ServiceSurroundings, type StartedService, startService } from '@guildhall/service';
import type { ContractsConfig } from './contracts.config.js';
import { ContractsModule } from './contracts.module.js';
import { contractsSchema } from './database/data-source.js';

/** Starts the service of projects, templates, envelopes and sealed documents. */
export async function startContracts(
  config: ContractsConfig,
  surroundings: ServiceSurroundings,
): Promise<StartedService> {
  return await startService(
    {
      name: 'contracts',
      module: ContractsModule,
      schema: contractsSchema,
      rpc: rpcDefinitionsOf('contracts', messages),
      jobs: [],
    },
    config,
    surroundings,
  );
}
