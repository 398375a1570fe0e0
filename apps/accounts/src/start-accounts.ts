import { hashPassword } from '@guildhall/auth';
import * as messages from '@guildhall/messages/accounts';
import { rpcDefinitionsOf } from '@guildhall/rpc';
import { type ServiceSurroundings, type StartedService, startService } from '@guildhall/service';
import type { AccountsConfig } from './accounts.config.js';
import { accountsModule } from './accounts.module.js';
import { accountsSchema } from './database/data-source.js';
import { StaffService } from './staff/staff.service.js';

/** Starts the service of people, credentials, sessions and API keys. */
export async function startAccounts(
  config: AccountsConfig,
  surroundings: ServiceSurroundings,
): Promise<StartedService> {
  const service = await startService(
    {
      name: 'accounts',
      module: accountsModule(config),
      schema: accountsSchema,
      rpc: rpcDefinitionsOf('accounts', messages),
      jobs: [],
    },
    config,
    surroundings,
  );
  const { firstAdminEmail, firstAdminPassword } = config;
  if (firstAdminEmail !== undefined && firstAdminPassword !== undefined) {
    const secretHash = await hashPassword(firstAdminPassword);
    const staff = service.application.get(StaffService, { strict: false });
    await service.database.transaction((tx) => staff.makeFirstAdmin(tx, firstAdminEmail, secretHash));
  }
  return service;
}
