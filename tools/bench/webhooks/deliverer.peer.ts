import 'reflect-metadata';
import { systemClock } from '@guildhall/clock';
import { readConfig } from '@guildhall/config';
import { EventsConfig } from '../../../apps/events/src/events.config.js';
import { startEvents } from '../../../apps/events/src/start-events.js';

// The events service as it runs in production, in the role of a worker that does nothing but deliver.

const service = await startEvents(readConfig(EventsConfig, process.env), { clock: systemClock });
process.send!({ ready: true });
process.on('message', () => void service.close().then(() => process.exit(0)));
