import { Applicants1764100000000 } from './1764100000000-applicants.js';
import { Offers1764200000000 } from './1764200000000-offers.js';

export const migrations = [Applicants1764100000000, Offers1764200000000];
