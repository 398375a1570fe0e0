import { CLOCK, type Clock } from '@guildhall/clock';
import type { Tx } from '@guildhall/database';
import { EventLog } from '@guildhall/event-log';
import { FaultPoints } from '@guildhall/fault-points';
import { Jobs } from '@guildhall/jobs';
import type { CallContext } from '@guildhall/messages/contract';
import {
  contractSigned,
  type DeclineSigningInput,
  type RecipientState,
  type SignDocumentInput,
  type SigningConsentInput,
  type SigningSource,
  signingCodeRequested,
} from '@guildhall/messages/contracts';
import { Inject, Injectable } from '@nestjs/common';
import type { ContractEntity, DocumentEntity } from '../contract/contract.entity.js';
import { contractNotFound } from '../contract/contract.errors.js';
import { sealDocument } from '../contract/contract.jobs.js';
import { ContractRepository } from '../contract/contract.repository.js';
import { ContractRecords } from '../contract/contract-records.js';
import { takeMail } from '../contract/mail-allowance.js';
import type { EvidenceEntry } from '../evidence/evidence.repository.js';
import { currentDisclosures } from './disclosures.js';
import { accessCodeWrong, nameDiffers, signingWrongState, textOutdated } from './signing.errors.js';
import { SigningRepository } from './signing.repository.js';
import type { OpenSession } from './signing-sessions.js';

const codesPerQuarterHour = 3;
const beforeCode: readonly RecipientState[] = ['pending', 'notified', 'opened', 'consented'];

/** What a signer does, each step once and in its order; the contract is locked by whoever calls. */
@Injectable()
export class SigningService {
  constructor(
    private readonly contracts: ContractRepository,
    private readonly signings: SigningRepository,
    private readonly records: ContractRecords,
    private readonly events: EventLog,
    private readonly jobs: Jobs,
    private readonly faultPoints: FaultPoints,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async consent(tx: Tx, { session, contract }: OpenSession, input: SigningConsentInput): Promise<void> {
    const { version, sha256 } = currentDisclosures();
    if (input.textVersion !== version || input.textSha256 !== sha256) throw textOutdated();
    if (input.accessCode !== session.accessCode) throw accessCodeWrong();
    if (!(await this.contracts.moveRecipient(tx, contract.id, 'consent'))) {
      throw signingWrongState(contract, 'consent is given once, after the link was opened.');
    }
    await this.signings.changeSession(tx, session.id, { consentVersion: version });
    await this.prove(tx, contract, input, { type: 'consented', consentVersion: version, consentTextSha256: sha256 });
  }

  /** @throws AppError `too_many_mails` */
  async requestCode(tx: Tx, { contract }: OpenSession, context: CallContext): Promise<void> {
    if (contract.state !== 'sent' || contract.recipientState !== 'consented') {
      throw signingWrongState(contract, 'a code is mailed once you have agreed to sign electronically.');
    }
    const at = this.clock.now();
    const { id: contractId, offerId, applicationId, openingId, personId, projectId } = contract;
    const data = { contractId, offerId, applicationId, openingId, personId, projectId };
    await this.events.append(tx, signingCodeRequested, { subject: `contract/${contractId}`, data, context, at });
    await takeMail(tx, { counter: 'signing-codes', key: contractId, limit: codesPerQuarterHour }, at);
  }

  /** The code was checked before; it is used up here. */
  async authenticate(tx: Tx, { session, contract }: OpenSession, source: SigningSource): Promise<void> {
    if (session.codeHash === null || !(await this.contracts.moveRecipient(tx, contract.id, 'authenticate'))) {
      throw signingWrongState(contract, 'the code is given back once.');
    }
    await this.signings.changeSession(tx, session.id, { codeHash: null, codeExpiresAt: null });
    await this.prove(tx, contract, source, { type: 'authenticated', consentVersion: session.consentVersion });
  }

  async review(
    tx: Tx,
    { session, contract }: OpenSession,
    documentId: string,
    source: SigningSource,
  ): Promise<DocumentEntity> {
    const documents = await this.contracts.documentsOf([contract.id], tx);
    const document = requireDocument(documents, documentId);
    requireCodeGiven(contract);
    const at = this.clock.now();
    if (await this.contracts.markReviewed(tx, documentId, at)) {
      const { originalSha256: documentSha256 } = document;
      const { consentVersion } = session;
      await this.prove(tx, contract, source, { type: 'reviewed', documentSha256, consentVersion });
    }
    const areAllReviewed = documents.every(({ id, reviewedAt }) => reviewedAt !== null || id === documentId);
    if (areAllReviewed) await this.contracts.moveRecipient(tx, contract.id, 'review');
    return document;
  }

  /** @throws AppError `signing_wrong_state` before the mailed code was given back */
  async requireReadable({ contract }: OpenSession, documentId: string): Promise<DocumentEntity> {
    const document = requireDocument(await this.contracts.documentsOf([contract.id]), documentId);
    requireCodeGiven(contract);
    return document;
  }

  async sign(
    tx: Tx,
    { session, contract }: OpenSession,
    input: SignDocumentInput,
    context: CallContext,
  ): Promise<void> {
    const documents = await this.contracts.documentsOf([contract.id], tx);
    const document = requireDocument(documents, input.documentId);
    if (contract.state !== 'sent' || contract.recipientState !== 'reviewed') {
      throw signingWrongState(contract, 'open every document before you sign the first.');
    }
    const next = documents.find(({ state }) => state === 'frozen');
    if (next?.id !== document.id) throw signingWrongState(contract, `sign "${next?.title}" first.`);
    if (comparable(input.typedName) !== comparable(contract.signerName!)) throw nameDiffers();
    const at = this.clock.now();
    if (!(await this.contracts.markSigned(tx, document.id, input.typedName, at))) {
      throw signingWrongState(contract, 'this document is signed.');
    }
    const { consentVersion } = session;
    await this.prove(tx, contract, input, { type: 'signed', documentSha256: document.originalSha256, consentVersion });
    if (documents.at(-1)!.id === document.id) await this.complete(tx, contract, documents, context, at);
  }

  async decline(tx: Tx, open: OpenSession, input: DeclineSigningInput, context: CallContext): Promise<void> {
    const { contract } = open;
    const { reasonCode } = input;
    const at = this.clock.now();
    const hasMoved = await this.contracts.moveRecipient(tx, contract.id, 'decline');
    if (!hasMoved || !(await this.contracts.move(tx, contract.id, 'decline', { declineReason: reasonCode }))) {
      throw signingWrongState(contract, 'it cannot be declined any more.');
    }
    await this.prove(tx, contract, input, { type: 'declined' });
    await this.records.facts.tellDeclined(tx, contract, reasonCode, context, at);
  }

  /** The company signs by configuration, then every document is sealed by a job of its own. */
  private async complete(
    tx: Tx,
    contract: ContractEntity,
    documents: DocumentEntity[],
    context: CallContext,
    at: Date,
  ): Promise<void> {
    await this.contracts.moveRecipient(tx, contract.id, 'sign');
    if (!(await this.contracts.move(tx, contract.id, 'completeSigning'))) {
      throw signingWrongState(contract, 'it is complete.');
    }
    for (const { id: documentId, originalSha256: documentSha256 } of documents) {
      const entry = { type: 'company_signed', actor: 'company', authMethod: 'configuration', documentSha256 } as const;
      await this.records.evidence.append(tx, contract.id, entry, at);
      await this.jobs.enqueue(tx, sealDocument, { documentId }, { context, key: documentId });
    }
    await this.records.facts.tell(tx, contractSigned, contract, context, at);
    await this.faultPoints.reached('sign');
  }

  private async prove(
    tx: Tx,
    contract: ContractEntity,
    { sourceAddress: ip, userAgent }: SigningSource,
    entry: Omit<EvidenceEntry, 'actor' | 'authMethod' | 'ip' | 'userAgent'>,
  ): Promise<void> {
    const actor = `applicant:${contract.personId}`;
    const hasGivenCode = entry.type === 'authenticated' || !beforeCode.includes(contract.recipientState);
    const authMethod = hasGivenCode ? 'link+mail_code' : 'link';
    const proof = { ...entry, actor, authMethod, ip, userAgent: userAgent ?? null };
    await this.records.evidence.append(tx, contract.id, proof, this.clock.now());
  }
}

function requireDocument(documents: DocumentEntity[], id: string): DocumentEntity {
  const document = documents.find((each) => each.id === id);
  if (!document) throw contractNotFound();
  return document;
}

function requireCodeGiven(contract: ContractEntity): void {
  if (['authenticated', 'reviewed', 'signed'].includes(contract.recipientState)) return;
  throw signingWrongState(contract, 'give back the mailed code before you open a document.');
}

/** Marks that nobody sees, and nobody types, may stand in a name that was pasted. */
function comparable(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/\s+/gu, ' ')
    .replace(/\p{Cf}/gu, '')
    .trim()
    .toLowerCase();
}
