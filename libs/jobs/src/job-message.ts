import type { EnvelopeSigner } from '@guildhall/envelope';
import type { ServiceName } from '@guildhall/messages/contract';
import { bullJobId } from './bullmq-names.js';
import type { DueJob, RunKey } from './job-intent.store.js';

/** What Redis keeps longer is worth nothing: the sweep has handed the job over anew. */
const messageTtlMs = 24 * 3_600_000;

/** All that lies in Redis of a job: which row to look at, signed. Its payload never leaves Postgres. */
export interface JobMessage {
  envelope: string;
}

export function sealJob(signer: EnvelopeSigner, service: ServiceName, job: DueJob): JobMessage {
  const header = {
    kind: 'job' as const,
    audience: service,
    actor: { kind: 'service' as const, id: service },
    correlationId: job.correlationId,
    // An old message is harmless, since the attempt that it names can be taken up only once.
    ttlMs: messageTtlMs,
    nonce: bullJobId(job.id, job.attempt),
  };
  return { envelope: signer.seal(header, JSON.stringify({ id: job.id, attempt: job.attempt })) };
}

/** @throws EnvelopeError where it was not sealed by this service. */
export function openJob(signer: EnvelopeSigner, service: ServiceName, message: JobMessage): RunKey {
  return JSON.parse(signer.open(String(message.envelope), { audience: service, kind: 'job' }).body) as RunKey;
}
