import { Applicants1764100000000 } from './1764100000000-applicants.js';
import { DecisionsAppendOnly1764200000000 } from './1764200000000-decisions-append-only.js';
import { Offers1764300000000 } from './1764300000000-offers.js';

export const migrations = [Applicants1764100000000, DecisionsAppendOnly1764200000000, Offers1764300000000];
