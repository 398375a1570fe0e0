export { type CancelledJobs, cancelJobsAbout } from './cancel-jobs.js';
export { HandleJob } from './handle-job.js';
export { type FoundHandler, type JobHandlers, jobHandlersIn } from './job-handlers.js';
export type { JobFigures } from './job-metrics.js';
export type { JobRun } from './job-run.js';
export { JobWorkers, type JobWorkersOptions } from './job-workers.js';
export { ParkJob, PutOff, RetryLater } from './jobs.errors.js';
export { type EnqueueOptions, Jobs, type JobsOptions } from './jobs.js';
export { jobsSchema } from './jobs.schema.js';
