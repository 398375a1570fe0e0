import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Offer } from '@guildhall/messages/applicants';
import type { Contract, Project } from '@guildhall/messages/contracts';
import type { ApiClient } from '../client/api-client.js';
import type { ApplicantClient } from '../client/applicant.js';
import type { MailboxClient } from '../client/mailbox-client.js';
import { sealedContract } from '../client/offer.js';
import { SignerClient } from '../client/signer.js';
import { lastFullWeek, zone } from '../client/working-week.js';

export interface SealedDocument {
  kind: string;
  /** Of the sealed PDF on this machine. */
  path: string;
  sha256: string;
}

/** Somebody whose contract is signed and sealed. */
export interface Engagement {
  contractor: ApplicantClient;
  contractId: string;
  documents: SealedDocument[];
  /** The certificate that vouches for the seals. */
  caCertificatePath: string;
}

interface Stage {
  recruiter: ApiClient;
  mailbox: MailboxClient;
  /** Where documents are put. */
  folder: string;
}

const rateMinor = '8500';
const weeklyLimitHours = 30;

/** From the offer over the mailed link and both signatures to the sealed documents in a folder of one's own. */
export async function engage(stage: Stage, contractor: ApplicantClient): Promise<Engagement> {
  const { recruiter, mailbox } = stage;
  const project = await recruiter.post<Project>('/v1/projects', {
    codeName: 'Heron',
    brief: 'Tasks in corporate finance for a model that has to show its working.',
    governingLaw: 'the State of New York',
  });
  await recruiter.post<Offer>(`/v1/applications/${contractor.application.id}/offer`, {
    ...{ projectId: project.id, rateMinor, currency: 'USD', weeklyLimitHours },
    ...{ startDate: lastFullWeek(new Date()).monday, zone },
  });
  const signer = await SignerClient.open(recruiter, await mailbox.linkToken(contractor.details.email));
  await signer.signEverything(mailbox, contractor.details.email);
  const contract = await sealedContract(contractor);
  return { contractor, contractId: contract.id, ...(await keepDocuments(stage, contractor, contract)) };
}

async function keepDocuments(
  { recruiter, folder }: Stage,
  { api }: ApplicantClient,
  contract: Contract,
): Promise<Pick<Engagement, 'documents' | 'caCertificatePath'>> {
  mkdirSync(folder, { recursive: true });
  const documents: SealedDocument[] = [];
  for (const { id, kind } of contract.documents) {
    const bytes = await api.download(`/v1/me/contracts/${contract.id}/documents/${id}/pdf`);
    const file = path.join(folder, `${kind}.pdf`);
    writeFileSync(file, bytes);
    documents.push({ kind, path: file, sha256: createHash('sha256').update(bytes).digest('hex') });
  }
  const caCertificatePath = path.join(folder, 'seal-ca.pem');
  writeFileSync(caCertificatePath, await recruiter.download('/v1/seal-certificate'));
  return { documents, caCertificatePath };
}
