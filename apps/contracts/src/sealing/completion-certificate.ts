import { type PdfBlock, renderPdf } from '@guildhall/pdf';
import type { ContractEntity, DocumentEntity } from '../contract/contract.entity.js';
import type { EvidenceEntity, EvidenceType } from '../evidence/evidence.entity.js';
import { writtenValue } from '../template/merge-fields.js';

export interface CompletionParts {
  contract: ContractEntity;
  document: DocumentEntity;
  evidence: readonly EvidenceEntity[];
  company: string;
  signatory: string;
  at: Date;
}

const written: Partial<Record<EvidenceType, string>> = {
  opened: 'Opened the mailed link',
  consented: 'Agreed to sign electronically',
  authenticated: 'Gave back the code mailed to them',
  reviewed: 'Opened the document',
  signed: 'Signed the document',
  company_signed: 'Signed for the company',
};

/** The page behind a signed document: who signed when and from where, and the hash of what was signed. */
export async function completionCertificate(parts: CompletionParts): Promise<Buffer> {
  const { contract, at } = parts;
  const title = `Certificate of completion · ${contract.id}`;
  return await renderPdf({ title, language: 'en', createdAt: at, blocks: completionBlocks(parts) });
}

export function completionBlocks(parts: CompletionParts): PdfBlock[] {
  const { contract, document, company, signatory, at } = parts;
  return [
    { kind: 'heading', level: 1, text: 'Certificate of completion' },
    {
      kind: 'table',
      rows: [
        { label: 'Document', value: document.title },
        { label: 'Contract', value: contract.id },
        // As the document has it: what was typed differs in nothing but its form, and may be in one that no font draws.
        { label: 'Signer', value: writtenValue({ type: 'text', text: contract.signerName! }) },
        { label: 'Signed', value: moment(document.signedAt!) },
        { label: 'For the company', value: `${signatory}, ${company}` },
        { label: 'Sealed', value: moment(at) },
      ],
    },
    { kind: 'paragraph', text: 'SHA-256 of the document as it was shown and signed:' },
    { kind: 'code', text: document.originalSha256 },
    { kind: 'heading', level: 2, text: 'What happened' },
    ...deeds(parts),
    {
      kind: 'paragraph',
      text: 'This is a simple electronic signature with the evidence above. The seal of the company shows any later change of this file; readers that do not know the certificate of the company call its identity unknown.',
    },
  ];
}

function deeds({ evidence, document }: CompletionParts): PdfBlock[] {
  const rows = evidence
    .filter(({ type, documentSha256 }) => {
      const isOfThis = documentSha256 === null || documentSha256 === document.originalSha256;
      return written[type] !== undefined && isOfThis;
    })
    .map(({ at, type, ip, consentVersion }) => ({
      label: moment(at),
      value: [written[type], ip === null ? null : `from ${ip}`, type === 'consented' ? `text ${consentVersion}` : null]
        .filter((part) => part !== null)
        .join(', '),
    }));
  const head = evidence.at(-1);
  return [
    { kind: 'table', rows },
    { kind: 'paragraph', text: `Last of ${evidence.length} chained records of evidence:` },
    { kind: 'code', text: head?.hash ?? '' },
  ];
}

function moment(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
