import { Applicants1764100000000 } from './1764100000000-applicants.js';

export const migrations = [Applicants1764100000000];
