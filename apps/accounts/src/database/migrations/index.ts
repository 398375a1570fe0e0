import { Accounts1764100000000 } from './1764100000000-accounts.js';
import { PersonLocale1764530000000 } from './1764530000000-person-locale.js';

export const migrations = [Accounts1764100000000, PersonLocale1764530000000];
