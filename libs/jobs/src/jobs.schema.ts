import type { ServiceSchema } from '@guildhall/database';
import { JobIntentEntity } from './job-intent.entity.js';
import { JobIntent1764000100000 } from './migrations/1764000100000-job-intent.js';
import { JobOutage1764000110000 } from './migrations/1764000110000-job-outage.js';

/** The table that this library brings to every service that has long work. */
export const jobsSchema: ServiceSchema = {
  entities: [JobIntentEntity],
  migrations: [JobIntent1764000100000, JobOutage1764000110000],
};
