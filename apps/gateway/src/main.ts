import { systemClock } from '@guildhall/clock';
import { readConfig } from '@guildhall/config';
import { runProcess } from '@guildhall/service';
import { GatewayConfig } from './gateway.config.js';
import { startGateway } from './start-gateway.js';

await runProcess(() => startGateway(readConfig(GatewayConfig, process.env), { clock: systemClock }));
