import { createHash } from 'node:crypto';
import { ParkJob } from '@guildhall/jobs';
import type { OfferTerms } from '@guildhall/messages/applicants';
import { newId } from '@guildhall/messages/contract';
import { renderPdf } from '@guildhall/pdf';
import { Injectable } from '@nestjs/common';
import { ContractsConfig } from '../contracts.config.js';
import { ProjectRepository } from '../project/project.repository.js';
import type { MergeValues } from '../template/merge-fields.js';
import { TemplateService } from '../template/template.service.js';
import { filledBlocks } from '../template/template-text.js';
import type { ContractEntity, DocumentEntity } from './contract.entity.js';
import { ContractFiles } from './contract-files.js';

/** Writes the documents of a contract from the published templates. */
@Injectable()
export class ContractDocuments {
  constructor(
    private readonly projects: ProjectRepository,
    private readonly templates: TemplateService,
    private readonly files: ContractFiles,
    private readonly config: ContractsConfig,
  ) {}

  /** The documents in the order of signing, their files stored. The same contract gives the same bytes. */
  async write(
    contract: ContractEntity,
    terms: OfferTerms,
    signerName: string,
    signal: AbortSignal,
  ): Promise<DocumentEntity[]> {
    const values = await this.valuesOf(contract, terms, signerName);
    const documents: DocumentEntity[] = [];
    for (const [index, template] of (await this.templates.current()).entries()) {
      const { id: templateVersionId, kind, title, markdown } = template;
      const blocks = filledBlocks(title, markdown, values);
      const footer = `${title} · ${contract.id}`;
      const bytes = await renderPdf({ title, language: 'en', createdAt: contract.createdAt, footer, blocks });
      const id = newId('doc');
      await this.files.keepOriginal(contract.id, id, bytes, signal);
      await this.files.keepText(contract.id, id, blocks, signal);
      documents.push({
        ...{ id, contractId: contract.id, ordinal: index + 1, kind, title, templateVersionId, state: 'frozen' },
        originalSha256: createHash('sha256').update(bytes).digest('hex'),
        ...{ reviewedAt: null, typedName: null, signedAt: null, sealedSha256: null, sealedAt: null },
      });
    }
    return documents;
  }

  private async valuesOf(contract: ContractEntity, terms: OfferTerms, signerName: string): Promise<MergeValues> {
    const project = await this.projects.find(contract.projectId);
    if (!project) throw new ParkJob(`Project ${contract.projectId} does not exist.`);
    const text = (value: string) => ({ type: 'text', text: value }) as const;
    return {
      'company.name': text(this.config.companyName),
      'company.signatory': text(this.config.companySignatory),
      'contract.id': text(contract.id),
      'contract.date': { type: 'date', date: dateIn(terms.zone, contract.createdAt) },
      'person.name': text(signerName),
      'opening.title': text(terms.openingTitle),
      'project.code_name': text(project.codeName),
      'project.governing_law': text(project.governingLaw),
      'offer.rate': { type: 'money', amountMinor: BigInt(terms.rateMinor), currency: terms.currency },
      'offer.weekly_limit': { type: 'duration', seconds: terms.weeklyLimitSeconds },
      'offer.start_date': { type: 'date', date: terms.startDate },
      'offer.zone': text(terms.zone),
    };
  }
}

/** `YYYY-MM-DD`, as Canada writes dates. */
function dateIn(timeZone: string, at: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone }).format(at);
}
