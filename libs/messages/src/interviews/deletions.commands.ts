import { IsObject, IsString, Length } from 'class-validator';
import { command, Empty, IsId, PageQuery, query } from '../contract/index.js';
import { InterviewRef } from './interviews.commands.js';

export const deletionReasons = ['asked', 'retention'] as const;
/** The applicant asked for it, or the time for which recordings may be kept was over. */
export type DeletionReason = (typeof deletionReasons)[number];

export const deletionStates = ['requested', 'held', 'erasing', 'awaiting_others', 'completed'] as const;
/** `held`: kept because of a legal duty, until that is lifted. */
export type DeletionState = (typeof deletionStates)[number];

export class ErasedItem {
  /** For example `data_keys`, `stored_files`, `transcripts`; `search` is a service's look for what may be left. */
  kind!: string;
  /** How many there were; for `search` how many rows still held something, which is 0 or there is no certificate. */
  count!: number;
  deletedAt!: string;
  /** The service that says so. */
  confirmedBy!: string;
}

export class AuditHeadOfCertificate {
  position!: number;
  /** SHA-256 (hex) of the chain of the audit log up to there. */
  sha256!: string;
}

/** What was deleted and when, signed with Ed25519 (RFC 8032) over its canonical JSON (RFC 8785) without `signature`. */
export class DeletionCertificate {
  version!: '1';
  /** Of the deletion. */
  id!: string;
  interviewId!: string;
  reason!: DeletionReason;
  /** Version of the retention rules that held. */
  rules!: string;
  requestedAt!: string;
  dueAt!: string;
  completedAt!: string;
  items!: ErasedItem[];
  /** Data keys that were destroyed: whatever was written under them cannot be read, wherever a copy lies. */
  keysDestroyed!: number;
  statement!: string;
  /** Null where nothing was sealed yet. */
  auditHead!: AuditHeadOfCertificate | null;
  /** SHA-256 (hex) of the public key (SPKI, DER) that the signature is checked with. */
  keyId!: string;
  /** Base64. */
  signature!: string;
}

export class Deletion {
  id!: string;
  interviewId!: string;
  applicationId!: string;
  reason!: DeletionReason;
  state!: DeletionState;
  requestedAt!: string;
  /** Until when everything is gone, backups included. */
  dueAt!: string;
  /** Since when it is kept because of a legal duty; null unless `held`. */
  heldSince!: string | null;
  completedAt!: string | null;
  certificate!: DeletionCertificate | null;
}

/**
 * Deletes everything that was recorded or written in an interview, and what was made from it. A consent that stands is
 * withdrawn by it: nothing is evaluated any more, and a result leaves the ranks. Asked again it answers the same deletion.
 */
export const askForDeletion = command('interviews', 'deletions.ask', {
  input: InterviewRef,
  output: Deletion,
  errors: ['interview_wrong_state'],
});

export class DeletionPage {
  data!: Deletion[];
  nextCursor!: string | null;
  hasMore!: boolean;
}

/** The applicant's own, newest first. */
export const listMyDeletions = query('interviews', 'deletions.list-mine', { input: PageQuery, output: DeletionPage });

export class DeletionRef {
  @IsId('del')
  deletionId!: string;
}

/** The certificate of one's own deletion, once everything is gone and every service has confirmed it. */
export const getDeletionCertificate = query('interviews', 'deletions.certificate', {
  input: DeletionRef,
  output: DeletionCertificate,
  errors: ['deletion_wrong_state'],
});

export class VerifyDeletionCertificateInput {
  /** The certificate as it was given out. */
  @IsObject()
  certificate!: object;
}

export const certificateProblems = ['malformed', 'key_unknown', 'signature_invalid', 'not_on_record'] as const;

export class DeletionCertificateVerdict {
  /** Signed by us and unchanged to the last bit, and on record here. */
  valid!: boolean;
  problem!: (typeof certificateProblems)[number] | null;
}

export const verifyDeletionCertificate = query('interviews', 'deletions.verify-certificate', {
  input: VerifyDeletionCertificateInput,
  output: DeletionCertificateVerdict,
});

export class DeletionCertificateKey {
  /** Ed25519 public key, SPKI in PEM. */
  pem!: string;
}

export const getDeletionCertificateKey = query('interviews', 'deletions.certificate-key', {
  input: Empty,
  output: DeletionCertificateKey,
});

export class LegalHoldRef {
  @IsId('app')
  applicationId!: string;
}

export class PlaceLegalHoldInput extends LegalHoldRef {
  /** Which duty or claim asks for it, for whoever reviews the hold. */
  @IsString()
  @Length(3, 500)
  reason!: string;
}

export class LegalHold {
  id!: string;
  applicationId!: string;
  reason!: string;
  placedBy!: string;
  placedAt!: string;
  releasedBy!: string | null;
  releasedAt!: string | null;
}

/** Keeps the recordings of an application from any deletion; one that is there already is answered. */
export const placeLegalHold = command('interviews', 'legal-holds.place', {
  input: PlaceLegalHoldInput,
  output: LegalHold,
  errors: ['deletion_wrong_state'],
});

/** Lifts it; a deletion that waited for that goes on. */
export const releaseLegalHold = command('interviews', 'legal-holds.release', {
  input: LegalHoldRef,
  output: LegalHold,
  errors: ['conflict'],
});
