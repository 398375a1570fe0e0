import { Accounts1764100000000 } from './1764100000000-accounts.js';

export const migrations = [Accounts1764100000000];
