import { IsIn, IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator';
import { command, Empty, IsId, query } from '../contract/index.js';
import { type ContractDocument, type ContractState, type RecipientState, StoredFile } from './contracts.commands.js';
import { type DeclineReason, declineReasons } from './contracts.events.js';

/** From where somebody signs, as the edge sees it; it goes into the evidence. */
export class SigningSource {
  @IsString()
  @MaxLength(64)
  sourceAddress!: string;

  @IsOptional()
  @IsString()
  @MaxLength(500)
  userAgent?: string;
}

export class OpenSigningInput extends SigningSource {
  /** The token of the mailed link. */
  @IsString()
  @Length(20, 100)
  token!: string;
}

export class SigningOpened {
  /** Shown this once; goes into the header `X-Signing-Session` of everything that follows. */
  secret!: string;
  expiresAt!: string;
}

/** Uses up a mailed link. */
export const openSigning = command('contracts', 'signing.open', {
  input: OpenSigningInput,
  output: SigningOpened,
  errors: ['signing_link_invalid', 'secret_not_repeated'],
});

export class SigningSessionInput extends SigningSource {
  /** SHA-256 (hex) of the session's secret. */
  @Matches(/^[0-9a-f]{64}$/)
  sessionHash!: string;
}

export class Disclosures {
  version!: string;
  text!: string;
  /** SHA-256 (hex) of the text. */
  sha256!: string;
}

export class SigningDocument {
  id!: string;
  kind!: ContractDocument['kind'];
  title!: string;
  state!: ContractDocument['state'];
  originalSha256!: string;
  reviewed!: boolean;
}

/** What the documents state about pay. Money as digits in minor units. */
export class SigningTerms {
  rateMinor!: string;
  currency!: string;
  weeklyLimitSeconds!: number;
  /** `YYYY-MM-DD` in the contract's zone. */
  startDate!: string;
}

export class Signing {
  contractId!: string;
  contractState!: ContractState;
  state!: RecipientState;
  company!: string;
  /** The name that the documents were written for. */
  signerName!: string;
  disclosures!: Disclosures;
  documents!: SigningDocument[];
  /** The rate, the limit of hours and the first day in short; the documents are what counts. */
  terms?: SigningTerms;
  expiresAt!: string;
}

const signing = <I extends object>(verb: string, input: new () => I) =>
  command('contracts', verb, { input, output: Signing, errors: ['signing_session_required', 'signing_wrong_state'] });

export const getSigning = query('contracts', 'signing.get', {
  input: SigningSessionInput,
  output: Signing,
  errors: ['signing_session_required'],
});

/** A small file in base64. */
export class SmallPdf {
  base64!: string;
}

/** A PDF with a code; who can give it back can read such files. */
export const getAccessTest = query('contracts', 'signing.access-test', {
  input: SigningSessionInput,
  output: SmallPdf,
  errors: ['signing_session_required'],
});

export class SigningConsentInput extends SigningSessionInput {
  @IsString()
  @MaxLength(50)
  textVersion!: string;

  @Matches(/^[0-9a-f]{64}$/)
  textSha256!: string;

  /** From the test PDF. */
  @Matches(/^[0-9A-Z]{6}$/)
  accessCode!: string;
}

export const consentToSigning = signing('signing.consent', SigningConsentInput);

/** Mails a code of six digits. */
export const requestSigningCode = command('contracts', 'signing.request-code', {
  input: SigningSessionInput,
  output: Empty,
  errors: ['signing_session_required', 'signing_wrong_state', 'too_many_mails'],
});

export class SigningCodeInput extends SigningSessionInput {
  @Matches(/^\d{6}$/)
  code!: string;
}

export const authenticateSigning = signing('signing.authenticate', SigningCodeInput);

export class SigningDocumentInput extends SigningSessionInput {
  @IsId('doc')
  documentId!: string;
}

/** A row of a table: what is agreed, beside what it is about. */
export class DocumentRow {
  label!: string;
  value!: string;
}

/** A part of a document as words alone, for screens that a page of print does not fit. */
export class DocumentBlock {
  kind!: 'heading' | 'paragraph' | 'list' | 'table' | 'code';
  /** Of headings, paragraphs and codes. */
  text!: string | null;
  /** Of headings: 1, 2 or 3. */
  level!: number | null;
  /** Of lists: whether they are numbered. */
  ordered!: boolean | null;
  /** Of lists. */
  items!: string[];
  /** Of tables. */
  rows!: DocumentRow[];
}

export class DocumentText {
  documentId!: string;
  title!: string;
  /** BCP 47. */
  language!: string;
  blocks!: DocumentBlock[];
}

/** The words of a document. What is signed is the file; only that one was opened goes into the evidence. */
export const readDocument = query('contracts', 'signing.read', {
  input: SigningDocumentInput,
  output: DocumentText,
  errors: ['signing_session_required', 'signing_wrong_state'],
});

/** The document to read before signing it; that it was opened goes into the evidence. Once it is sealed, the sealed file. */
export const reviewDocument = command('contracts', 'signing.review', {
  input: SigningDocumentInput,
  output: StoredFile,
  errors: ['signing_session_required', 'signing_wrong_state'],
});

export class SignDocumentInput extends SigningDocumentInput {
  /** As the signer writes it. */
  @IsString()
  @Length(1, 200)
  typedName!: string;
}

/** Signs one document; the NDA comes first. */
export const signDocument = signing('signing.sign', SignDocumentInput);

export class DeclineSigningInput extends SigningSessionInput {
  @IsIn(declineReasons)
  reasonCode!: DeclineReason;
}

export const declineSigning = signing('signing.decline', DeclineSigningInput);
