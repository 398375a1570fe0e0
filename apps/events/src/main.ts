import { systemClock } from '@guildhall/clock';
import { readConfig } from '@guildhall/config';
import { runProcess } from '@guildhall/service';
import { EventsConfig } from './events.config.js';
import { startEvents } from './start-events.js';

await runProcess(() => startEvents(readConfig(EventsConfig, process.env), { clock: systemClock }));
