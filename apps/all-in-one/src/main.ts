import { systemClock } from '@guildhall/clock';
import { runProcess } from '@guildhall/service';
import { readAllInOneConfig } from './read-all-in-one-config.js';
import { startAllInOne } from './start-all-in-one.js';

await runProcess(() => startAllInOne(readAllInOneConfig(process.env), { clock: systemClock }));
