import { webcrypto } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { newId } from '@guildhall/messages/contract';
import { type PdfBlock, renderPdf } from '@guildhall/pdf';
import { CryptoKeySigner, PDF } from '@libpdf/core';
import PDFDocument from 'pdfkit';
import type { ContractEntity, DocumentEntity } from '../../../apps/contracts/src/contract/contract.entity.js';
import type { EvidenceEntity } from '../../../apps/contracts/src/evidence/evidence.entity.js';
import { completionBlocks, completionCertificate } from '../../../apps/contracts/src/sealing/completion-certificate.js';
import { PdfSealer } from '../../../apps/contracts/src/sealing/pdf-sealer.js';
import { openSealKeys } from '../../../apps/contracts/src/sealing/seal-keys.js';
import { SealVerifier } from '../../../apps/contracts/src/sealing/seal-verifier.js';
import { markdownBlocks } from '../../../apps/contracts/src/template/markdown-blocks.js';
import { contractorAgreement } from '../../../apps/contracts/src/template/shipped/contractor-agreement.js';

// `npm run bench:seal`: what the way of a document costs, from its text to a verified seal with its certificate of completion,
// beside a bare loop of pdfkit and libpdf that makes the same two files of the same words in the same fonts. In turns, so that a
// machine that grows slower does so for both.

const rounds = 5;
const documentsARound = 40;
const warmUp = 15;
const ratioLimit = 0.8;

const at = new Date('2026-01-05T09:00:00.000Z');
const text = contractorAgreement.markdown.replaceAll(/\{\{[^}]*\}\}/g, 'Example');
const blocks = markdownBlocks(text);
const title = contractorAgreement.title;
const document = {
  ...{
    id: newId('doc'),
    title,
    kind: 'contractor_agreement',
    originalSha256: '0'.repeat(64),
    typedName: 'Renée Example',
  },
  ...{ signedAt: at, state: 'signed' },
} as DocumentEntity;
const contract = { id: newId('ctr'), signerName: 'Renée Example' } as ContractEntity;
const evidence = (['opened', 'consented', 'authenticated', 'reviewed', 'signed', 'company_signed'] as const).map(
  (type) => ({ type, at, ip: '192.0.2.1', documentSha256: null, consentVersion: '2026-11', hash: '0'.repeat(64) }),
) as EvidenceEntity[];

const parts = { contract, document, evidence, company: 'Example Works', signatory: 'Ada Example', at };

async function ours(sealer: PdfSealer, verifier: SealVerifier): Promise<void> {
  const original = await renderPdf({ title, language: 'en', createdAt: at, blocks });
  const sealed = await sealer.seal(original, await completionCertificate(parts), at);
  const { valid, ours: isOurs } = await verifier.verify(sealed);
  if (!valid || !isOurs) throw new Error('A fresh seal does not verify.');
}

/** The same two files as pdfkit itself lays them out, put together and signed by libpdf; nothing is verified. */
async function bare(signer: CryptoKeySigner): Promise<void> {
  const [document, certificate] = await Promise.all([blocks, completionBlocks(parts)].map(barePdf));
  const loaded = await PDF.load(document!);
  const pages = await PDF.load(certificate!);
  await loaded.copyPagesFrom(
    pages,
    Array.from({ length: pages.getPageCount() }, (_, index) => index),
  );
  await loaded.sign({ signer, reason: 'Sealed', signingTime: at, level: 'B-B' });
}

function barePdf(content: readonly PdfBlock[]): Promise<Buffer> {
  const pdf = new PDFDocument({ size: 'LETTER', margin: 72, info: { CreationDate: at } });
  const chunks: Buffer[] = [];
  const whole = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
  for (const block of content) writeBare(pdf, block);
  pdf.end();
  return whole;
}

function writeBare(pdf: PDFKit.PDFDocument, block: PdfBlock): void {
  switch (block.kind) {
    case 'heading':
      pdf.font('Helvetica-Bold', 13).text(block.text);
      break;
    case 'paragraph':
      pdf.font('Helvetica', 10.5).text(block.text);
      break;
    case 'list':
      pdf.font('Helvetica', 10.5).text(block.items.join('\n'));
      break;
    case 'table':
      for (const { label, value } of block.rows) pdf.font('Helvetica', 10.5).text(`${label} ${value}`);
      break;
    case 'code':
      pdf.font('Courier', 9).text(block.text);
      break;
    case 'page_break':
      pdf.addPage();
  }
}

/** Documents in a second of CPU, which other work on the machine slows less than a second of the clock. */
async function rateOf(work: () => Promise<void>, count: number): Promise<number> {
  const before = process.cpuUsage();
  for (let done = 0; done < count; done += 1) await work();
  const { user, system } = process.cpuUsage(before);
  return count / ((user + system) / 1e6);
}

const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

const directory = mkdtempSync(path.join(os.tmpdir(), 'guildhall-bench-'));
try {
  const keys = await openSealKeys(directory, 'Example Works', at);
  const sealer = new PdfSealer(keys);
  const verifier = await SealVerifier.of({ ca: keys.ca.raw, certificate: keys.certificate.raw });
  const chain = [new Uint8Array(keys.ca.raw)];
  const pkcs8 = keys.privateKey.export({ type: 'pkcs8', format: 'der' });
  const key = await webcrypto.subtle.importKey('pkcs8', pkcs8, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']);
  const signer = new CryptoKeySigner(key, new Uint8Array(keys.certificate.raw), 'EC', 'ECDSA', chain);
  const ways = { ours: () => ours(sealer, verifier), bare: () => bare(signer) };
  for (const work of Object.values(ways)) await rateOf(work, warmUp);
  console.log(`${rounds} rounds of ${documentsARound} documents\nround    ours/s    bare/s    ratio`);
  const results: { ours: number; bare: number }[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const rates = { bare: await rateOf(ways.bare, documentsARound), ours: await rateOf(ways.ours, documentsARound) };
    results.push(rates);
    const figures = [rates.ours, rates.bare].map((rate) => rate.toFixed(1).padStart(8)).join('  ');
    console.log(`${String(round).padStart(5)}  ${figures}  ${(rates.ours / rates.bare).toFixed(2).padStart(7)}`);
  }
  const ratio = Number(median(results.map((rates) => rates.ours / rates.bare)).toFixed(3));
  const isWithin = ratio >= ratioLimit;
  console.log(
    `\nThe whole way runs at ${ratio} × the bare loop; at least ${ratioLimit}: ${isWithin ? 'kept' : 'MISSED'}.`,
  );
  const perSecond = (way: 'ours' | 'bare') => Number(median(results.map((rates) => rates[way])).toFixed(1));
  console.log(
    JSON.stringify({ rounds, ratio, ratioLimit, isWithin, ours: perSecond('ours'), bare: perSecond('bare') }),
  );
  process.exitCode = isWithin ? 0 : 1;
} finally {
  rmSync(directory, { recursive: true, force: true });
}
