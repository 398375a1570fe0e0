import { Events1764100000000 } from './1764100000000-events.js';
import { EventsWebhooks1764200000000 } from './1764200000000-events.js';

export const migrations = [Events1764100000000, EventsWebhooks1764200000000];
