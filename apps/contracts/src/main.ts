import { systemClock } from '@guildhall/clock';
import { readConfig } from '@guildhall/config';
import { runProcess } from '@guildhall/service';
import { ContractsConfig } from './contracts.config.js';
import { startContracts } from './start-contracts.js';

await runProcess(() => startContracts(readConfig(ContractsConfig, process.env), { clock: systemClock }));
