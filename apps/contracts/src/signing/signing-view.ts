import type { DocumentBlock, DocumentText, Signing, SigningTerms, SmallPdf } from '@guildhall/messages/contracts';
import { type PdfBlock, renderPdf } from '@guildhall/pdf';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { ContractEntity, DocumentEntity } from '../contract/contract.entity.js';
import { ContractRepository } from '../contract/contract.repository.js';
import { ContractsConfig } from '../contracts.config.js';
import { currentDisclosures } from './disclosures.js';
import type { SigningSessionEntity } from './signing.entities.js';
import type { OpenSession } from './signing-sessions.js';

/** What signers are shown. */
@Injectable()
export class SigningViews {
  constructor(
    private readonly contracts: ContractRepository,
    private readonly config: ContractsConfig,
  ) {}

  async of({ contract, session }: OpenSession, manager?: EntityManager): Promise<Signing> {
    const documents = await this.contracts.documentsOf([contract.id], manager);
    return {
      ...{ contractId: contract.id, contractState: contract.state, state: contract.recipientState },
      ...{ company: this.config.companyName, signerName: contract.signerName!, disclosures: currentDisclosures() },
      documents: documents.map(({ id, kind, title, state, originalSha256, reviewedAt }) => ({
        ...{ id, kind, title, state, originalSha256, reviewed: reviewedAt !== null },
      })),
      terms: termsOf(contract),
      expiresAt: session.expiresAt.toISOString(),
    };
  }

  /** Consent has to show that the signer can open what they will be given (15 U.S.C. 7001(c)(1)(C)(ii)). */
  async accessTest({ accessCode, createdAt }: SigningSessionEntity): Promise<SmallPdf> {
    const bytes = await renderPdf({
      ...{ title: 'Test file', language: 'en', createdAt },
      blocks: [
        { kind: 'heading', level: 1, text: 'You can read this file' },
        {
          kind: 'paragraph',
          text: 'The documents that you are asked to sign are files like this one. Enter this code:',
        },
        { kind: 'code', text: accessCode },
      ],
    });
    return { base64: bytes.toString('base64') };
  }
}

/** They are written down with the documents, before anybody is mailed a link to them. */
function termsOf({ rateMinor, currency, weeklyLimitSeconds, startDate }: ContractEntity): SigningTerms {
  return {
    ...{ rateMinor: rateMinor!.toString(), currency: currency!, weeklyLimitSeconds: weeklyLimitSeconds! },
    startDate: startDate!,
  };
}

/** A screen has no pages: where they break on paper says nothing to its readers. */
export function documentText({ id, title }: DocumentEntity, blocks: PdfBlock[]): DocumentText {
  return { documentId: id, title, language: 'en', blocks: blocks.flatMap(blockView) };
}

const nothing = { text: null, level: null, ordered: null, items: [], rows: [] };

function blockView(block: PdfBlock): DocumentBlock[] {
  return block.kind === 'page_break' ? [] : [{ ...nothing, ...block }];
}
