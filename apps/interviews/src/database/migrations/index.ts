import { Interviews1764100000000 } from './1764100000000-interviews.js';

export const migrations = [Interviews1764100000000];
