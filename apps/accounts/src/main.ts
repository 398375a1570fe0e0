import { systemClock } from '@guildhall/clock';
import { readConfig } from '@guildhall/config';
import { runProcess } from '@guildhall/service';
import { AccountsConfig } from './accounts.config.js';
import { startAccounts } from './start-accounts.js';

await runProcess(() => startAccounts(readConfig(AccountsConfig, process.env), { clock: systemClock }));
