import { command, Empty, IsId, PageQuery, query } from '../contract/index.js';
import type { DeclineReason } from './contracts.events.js';

export const contractStates = [
  'draft',
  'sent',
  'all_signed',
  'sealing',
  'sealed',
  'superseded',
  'declined',
  'expired',
  'voided',
] as const;
export type ContractState = (typeof contractStates)[number];

export const recipientStates = [
  'pending',
  'notified',
  'opened',
  'consented',
  'authenticated',
  'reviewed',
  'signed',
  'declined',
  'expired',
] as const;
export type RecipientState = (typeof recipientStates)[number];

export const documentKinds = ['nda', 'contractor_agreement'] as const;
export type DocumentKind = (typeof documentKinds)[number];

export class ContractDocument {
  id!: string;
  kind!: DocumentKind;
  title!: string;
  state!: 'frozen' | 'signed' | 'sealed';
  /** SHA-256 (hex) of the bytes that are shown and signed. */
  originalSha256!: string;
  signedAt!: string | null;
  /** SHA-256 (hex) of the sealed file; null until there is one. */
  sealedSha256!: string | null;
  sealedAt!: string | null;
}

export const contractProblemCodes = ['name_not_drawable', 'text_not_drawable'] as const;
export type ContractProblemCode = (typeof contractProblemCodes)[number];

/** Why a contract cannot be written, and what to do about it. */
export class ContractProblem {
  code!: ContractProblemCode;
  title!: string;
  detail!: string;
}

export class Contract {
  id!: string;
  offerId!: string;
  applicationId!: string;
  personId!: string;
  projectId!: string;
  state!: ContractState;
  recipientState!: RecipientState;
  /** In the order of signing. */
  documents!: ContractDocument[];
  declineReason!: DeclineReason | null;
  /** Null where nothing keeps it from being written. */
  problem!: ContractProblem | null;
  createdAt!: string;
  sentAt!: string | null;
  expiresAt!: string | null;
  sealedAt!: string | null;
}

export class ContractOfApplicationInput {
  @IsId('app')
  applicationId!: string;
}

/** The newest contract of an application, for the staff on its opening. No answer of this house shows staff a link to sign. */
export const getContractOfApplication = query('contracts', 'contracts.get-of-application', {
  input: ContractOfApplicationInput,
  output: Contract,
});

export class ContractRef {
  @IsId('ctr')
  contractId!: string;
}

/** Takes a contract back that is not sealed. */
export const voidContract = command('contracts', 'contracts.void', {
  input: ContractRef,
  output: Contract,
  errors: ['contract_wrong_state'],
});

/** Mails a new link to sign; the earlier one stops working. */
export const resendContract = command('contracts', 'contracts.resend', {
  input: ContractRef,
  output: Contract,
  errors: ['contract_wrong_state'],
});

/** Its signer has a new link mailed to themselves; the earlier one, and what was begun with it, stops working. */
export const renewMySigningLink = command('contracts', 'contracts.renew-my-link', {
  input: ContractRef,
  output: Empty,
  errors: ['contract_wrong_state', 'too_many_mails'],
});

export class ContractPage {
  data!: Contract[];
  nextCursor!: string | null;
  hasMore!: boolean;
}

/** The applicant's own. */
export const listMyContracts = query('contracts', 'contracts.list-mine', { input: PageQuery, output: ContractPage });

export class ContractDocumentRef extends ContractRef {
  @IsId('doc')
  documentId!: string;
}

/** Where the edge finds a file, for itself alone. */
export class StoredFile {
  objectKey!: string;
  dataKeyId!: string;
  fileName!: string;
}

/** The sealed file where there is one, else what was shown. For its signer. */
export const getMyDocument = query('contracts', 'documents.get-mine', {
  input: ContractDocumentRef,
  output: StoredFile,
});

/** What a sealed contract says about pay. Money as digits in minor units. */
export class ContractTerms {
  contractId!: string;
  personId!: string;
  projectId!: string;
  /** SHA-256 (hex) of the sealed contractor agreement. */
  agreementSha256!: string;
  rateMinor!: string;
  currency!: string;
  weeklyLimitSeconds!: number;
  /** `YYYY-MM-DD` in `zone`. */
  startDate!: string;
  /** IANA. */
  zone!: string;
  sealedAt!: string;
}

/** For services only; `not_found` before the contract is sealed. */
export const getContractTerms = query('contracts', 'terms.get', { input: ContractRef, output: ContractTerms });

/** A secret of a mail, minted when it is sent. */
export class MintedSecret {
  secret!: string;
  expiresAt!: string;
}

/** For the mailer alone: the token of the link to sign. Minting voids the earlier link. */
export const mintSigningLink = command('contracts', 'signing-links.mint', { input: ContractRef, output: MintedSecret });

/** For the mailer alone: the code that the open signing session has to give back. */
export const mintSigningCode = command('contracts', 'signing-codes.mint', { input: ContractRef, output: MintedSecret });
