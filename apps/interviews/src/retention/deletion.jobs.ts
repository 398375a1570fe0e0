import { IsId, job } from '@guildhall/messages/contract';

export class DeletionJobPayload {
  @IsId('del')
  deletionId!: string;
}

const retention = { service: 'interviews', queue: 'retention', payload: DeletionJobPayload } as const;

/** Destroys keys, deletes files and rows. Written with the request for it, and again when a legal hold is lifted. */
export const eraseRecordings = job({
  ...retention,
  ...{ name: 'erase-recordings', attempts: 12, backoffMs: 2_000, timeoutMs: 5 * 60_000 },
});

/** Has every service look for what may be left, and issues the certificate. */
export const confirmErasure = job({
  ...retention,
  ...{ name: 'confirm-erasure', attempts: 12, backoffMs: 2_000, timeoutMs: 10 * 60_000 },
});
