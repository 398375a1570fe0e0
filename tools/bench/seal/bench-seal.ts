import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { newId } from '@guildhall/messages/contract';
import { renderPdf } from '@guildhall/pdf';
import { CryptoKeySigner, PDF } from '@libpdf/core';
import PDFDocument from 'pdfkit';
import type { ContractEntity, DocumentEntity } from '../../../apps/contracts/src/contract/contract.entity.js';
import type { EvidenceEntity } from '../../../apps/contracts/src/evidence/evidence.entity.js';
import { completionCertificate } from '../../../apps/contracts/src/sealing/completion-certificate.js';
import { PdfSealer } from '../../../apps/contracts/src/sealing/pdf-sealer.js';
import { signingKeyOf } from '../../../apps/contracts/src/sealing/seal-identity.js';
import { openSealKeys, type SealKeys } from '../../../apps/contracts/src/sealing/seal-keys.js';
import { verifySeal } from '../../../apps/contracts/src/sealing/verify-seal.js';
import { markdownBlocks } from '../../../apps/contracts/src/template/markdown-blocks.js';
import { contractorAgreement } from '../../../apps/contracts/src/template/shipped/contractor-agreement.js';

// `npm run bench:seal`: what the way of a document costs, from its text to a verified seal with its certificate of completion,
// beside a bare loop of pdfkit and libpdf over the same pages. In turns, so that a machine that grows slower does so for both.

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
const contract = { id: newId('ctr') } as ContractEntity;
const evidence = (['opened', 'consented', 'authenticated', 'reviewed', 'signed', 'company_signed'] as const).map(
  (type) => ({ type, at, ip: '192.0.2.1', documentSha256: null, consentVersion: '2026-11', hash: '0'.repeat(64) }),
) as EvidenceEntity[];

async function ours(keys: SealKeys, sealer: PdfSealer): Promise<void> {
  const original = await renderPdf({ title, language: 'en', createdAt: at, blocks });
  const parts = { contract, document, evidence, company: 'Example Works', signatory: 'Ada Example', at };
  const sealed = await sealer.seal(original, await completionCertificate(parts), at);
  const { valid, ours: isOurs } = await verifySeal(sealed, { ca: keys.ca.raw, certificate: keys.certificate.raw });
  if (!valid || !isOurs) throw new Error('A fresh seal does not verify.');
}

/** As many pages, the same words, the same kind of signature; no layout of ours, nothing appended, nothing verified. */
async function bare(signer: CryptoKeySigner): Promise<void> {
  const pdf = new PDFDocument({ size: 'LETTER', margin: 72, info: { CreationDate: at } });
  const parts: Buffer[] = [];
  const whole = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (part: Buffer) => parts.push(part));
    pdf.on('end', () => resolve(Buffer.concat(parts)));
    pdf.on('error', reject);
  });
  pdf.font('Helvetica').fontSize(10.5).text(text);
  pdf.end();
  const loaded = await PDF.load(await whole);
  await loaded.sign({ signer, reason: 'Sealed', signingTime: at, level: 'B-B' });
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
  const sealer = await PdfSealer.open(keys);
  const chain = [new Uint8Array(keys.ca.raw)];
  const key = await signingKeyOf(keys.privateKey);
  const signer = new CryptoKeySigner(key, new Uint8Array(keys.certificate.raw), 'EC', 'ECDSA', chain);
  const ways = { ours: () => ours(keys, sealer), bare: () => bare(signer) };
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
