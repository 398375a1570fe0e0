import { Events1764100000000 } from './1764100000000-events.js';

export const migrations = [Events1764100000000];
