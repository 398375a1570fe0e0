import * as messages from '@guildhall/messages/contracts';
import { rpcDefinitionsOf } from '@guildhall/rpc';
import { type ServiceSurroundings, type StartedService, startService } from '@guildhall/service';
import { openMediaStore } from '@guildhall/storage';
import { expireContract, prepareContract, sealDocument } from './contract/contract.jobs.js';
import type { ContractsConfig } from './contracts.config.js';
import { contractsModule } from './contracts.module.js';
import { contractsSchema } from './database/data-source.js';
import { DocumentSealer } from './sealing/document-sealer.js';
import { openSealKeys } from './sealing/seal-keys.js';

/** Starts the service of projects, templates, envelopes and sealed documents. */
export async function startContracts(
  config: ContractsConfig,
  surroundings: ServiceSurroundings,
): Promise<StartedService> {
  const keys = await openSealKeys(config.sealKeysDirectory, config.companyName, surroundings.clock.now());
  const module = contractsModule({
    config,
    store: await openMediaStore(config.storage),
    sealer: await DocumentSealer.open(keys, config),
  });
  return await startService(
    {
      name: 'contracts',
      module,
      schema: contractsSchema,
      rpc: rpcDefinitionsOf('contracts', messages),
      jobs: [prepareContract, expireContract, sealDocument],
    },
    config,
    surroundings,
  );
}
