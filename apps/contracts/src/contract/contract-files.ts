import { Readable } from 'node:stream';
import type { StoredFile } from '@guildhall/messages/contracts';
import type { PdfBlock } from '@guildhall/pdf';
import type { MediaStore } from '@guildhall/storage';
import { Inject, Injectable } from '@nestjs/common';
import type { DocumentEntity } from './contract.entity.js';

/** Injection token of the encrypted store. */
export const DOCUMENT_STORE = Symbol('document-store');

/** Every key of this service begins so. */
export const objectKeyPrefix = 'contracts/';

/** The files of contracts in encrypted storage, under one data key for each contract. */
@Injectable()
export class ContractFiles {
  constructor(@Inject(DOCUMENT_STORE) private readonly store: MediaStore) {}

  /** A repeat writes the same bytes: what is shown is reproducible. */
  async keepOriginal(contractId: string, documentId: string, bytes: Buffer, signal: AbortSignal): Promise<void> {
    await this.write(contractId, originalKey(contractId, documentId), bytes, signal);
  }

  /** The words of the same document, for those who read it on a screen. */
  async keepText(contractId: string, documentId: string, blocks: PdfBlock[], signal: AbortSignal): Promise<void> {
    await this.write(contractId, textKey(contractId, documentId), Buffer.from(JSON.stringify(blocks)), signal);
  }

  async text({ contractId, id }: DocumentEntity, signal: AbortSignal): Promise<PdfBlock[]> {
    return JSON.parse((await this.read(contractId, textKey(contractId, id), signal)).toString('utf8')) as PdfBlock[];
  }

  /** Each seal has a file of its own, so that none ever takes the place of one that counts. */
  async keepSealed(document: DocumentEntity, sha256: string, bytes: Buffer, signal: AbortSignal): Promise<void> {
    await this.write(document.contractId, sealedKey(document, sha256), bytes, signal);
  }

  async original(document: DocumentEntity, signal: AbortSignal): Promise<Buffer> {
    return await this.read(document.contractId, originalKey(document.contractId, document.id), signal);
  }

  async sealed(document: DocumentEntity, sha256: string, signal: AbortSignal): Promise<Buffer> {
    return await this.read(document.contractId, sealedKey(document, sha256), signal);
  }

  /** Where the edge finds what was shown and signed. */
  placeOfOriginal(document: DocumentEntity): StoredFile {
    const { contractId, id, kind } = document;
    return { objectKey: originalKey(contractId, id), dataKeyId: contractId, fileName: `${kind}.pdf` };
  }

  /** Where it finds the sealed file, or the original as long as there is none. */
  placeOf(document: DocumentEntity): StoredFile {
    const { contractId, kind, sealedSha256 } = document;
    if (sealedSha256 === null) return this.placeOfOriginal(document);
    const objectKey = sealedKey(document, sealedSha256);
    return { objectKey, dataKeyId: contractId, fileName: `${kind}-sealed.pdf` };
  }

  private async write(contractId: string, objectKey: string, bytes: Buffer, signal: AbortSignal): Promise<void> {
    await this.store.keys.create(contractId);
    await this.store.media.write(objectKey, contractId, Readable.from([bytes]), { signal });
  }

  private async read(contractId: string, objectKey: string, signal: AbortSignal): Promise<Buffer> {
    const pieces: Buffer[] = [];
    for await (const piece of await this.store.media.read(objectKey, contractId, undefined, { signal })) {
      pieces.push(piece as Buffer);
    }
    return Buffer.concat(pieces);
  }
}

function originalKey(contractId: string, documentId: string): string {
  return `${objectKeyPrefix}${contractId}/${documentId}/original`;
}

function textKey(contractId: string, documentId: string): string {
  return `${objectKeyPrefix}${contractId}/${documentId}/text`;
}

function sealedKey({ contractId, id }: DocumentEntity, sha256: string): string {
  return `${objectKeyPrefix}${contractId}/${id}/sealed-${sha256}`;
}
