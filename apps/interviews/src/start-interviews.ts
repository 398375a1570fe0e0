import { type ServiceSurroundings, type StartedService, startService } from '@guildhall/service';
import { openMediaStore, SpoolFolder } from '@guildhall/storage';
import { interviewsSchema } from './database/data-source.js';
import { InterviewsConfig } from './interviews.config.js';
import { interviewJobs, interviewRpc } from './interviews.contract.js';
import { interviewsModule } from './interviews.module.js';
import { WorkDirectories } from './media/work-directory.js';
import { transcribeTake } from './recording/take.jobs.js';
import { CertificateKeys } from './retention/certificate-keys.js';

/** Starts the service of plans, interviews, recordings, transcripts, results and rankings. */
export async function startInterviews(
  config: InterviewsConfig,
  surroundings: ServiceSurroundings,
): Promise<StartedService> {
  const workDirectories = new WorkDirectories(config.workDirectory);
  const module = interviewsModule({
    config,
    media: await openMediaStore(config.storage),
    spool: await SpoolFolder.open({ directory: config.spoolDirectory }),
    workDirectories,
    certificateKeys: await CertificateKeys.open(config.certificateKeysDirectory),
  });
  if (config.roles.includes('worker')) await workDirectories.sweep();
  const { transcriptionsPerMinute } = config;
  const jobsPerMinute =
    transcriptionsPerMinute === undefined ? {} : { [transcribeTake.queue]: transcriptionsPerMinute };
  return await startService(
    { name: 'interviews', module, schema: interviewsSchema, rpc: interviewRpc, jobs: interviewJobs, jobsPerMinute },
    config,
    surroundings,
  );
}
