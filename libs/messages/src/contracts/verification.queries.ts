import { IsBase64, MaxLength } from 'class-validator';
import { Empty, PageQuery, query } from '../contract/index.js';
import type { DocumentKind } from './contracts.commands.js';

/** Of a file to be verified; its base64 fits into one request of the house. */
export const verifiableBytes = 700 * 1024;

export class VerifySealInput {
  @IsBase64()
  @MaxLength(Math.ceil(verifiableBytes / 3) * 4)
  base64!: string;
}

export class SealVerdict {
  /** There is one seal in the file, it fits the bytes, and it covers all of them. */
  valid!: boolean;
  /** It was made here. */
  ours!: boolean;
  /** What is wrong, a code; `not_on_record` where the seal is ours and no contract has it; null where nothing is. */
  problem!: string | null;
  /** The contract that it belongs to; null where the file is not one that was sealed here. */
  contractId!: string | null;
  documentKind!: DocumentKind | null;
  sealedAt!: string | null;
  sha256!: string;
}

export const verifySealedPdf = query('contracts', 'seals.verify', { input: VerifySealInput, output: SealVerdict });

export class SealCertificate {
  /** The certificate that vouches for the seals, PEM. */
  pem!: string;
}

export const getSealCertificate = query('contracts', 'seals.certificate', { input: Empty, output: SealCertificate });

export class TemplateVersion {
  id!: string;
  kind!: DocumentKind;
  number!: number;
  title!: string;
  markdown!: string;
  /** Names of the merge fields in it. */
  fields!: string[];
  sha256!: string;
  publishedAt!: string;
}

export class TemplatePage {
  data!: TemplateVersion[];
  nextCursor!: string | null;
  hasMore!: boolean;
}

/** Every published version, newest first. */
export const listTemplates = query('contracts', 'templates.list', { input: PageQuery, output: TemplatePage });
