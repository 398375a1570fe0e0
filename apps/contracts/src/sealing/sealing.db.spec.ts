import { hashToken } from '@guildhall/auth';
import type { JobRun } from '@guildhall/jobs';
import { newId } from '@guildhall/messages/contract';
import {
  authenticateSigning,
  consentToSigning,
  getContractTerms,
  getSigning,
  listMyProjects,
  mintSigningCode,
  mintSigningLink,
  openSigning,
  readDocument,
  renewMySigningLink,
  requestSigningCode,
  reviewDocument,
  type Signing,
  signDocument,
  voidContract,
} from '@guildhall/messages/contracts';
import { PDF } from '@libpdf/core';
import { ContractsHouse, mailer, recruiter, settlingMs } from '../../test/contracts-house.js';
import { ContractRepository } from '../contract/contract.repository.js';
import { contractTransitions, recipientTransitions } from '../contract/contract.states.js';
import { ContractFiles } from '../contract/contract-files.js';
import { EvidenceRepository } from '../evidence/evidence.repository.js';
import { firstBrokenLink } from '../evidence/evidence-chain.js';
import { currentDisclosures } from '../signing/disclosures.js';
import { SealDocumentHandler } from './seal-document.handler.js';

const source = { sourceAddress: '192.0.2.7', userAgent: 'a browser' };

describe('signing and sealing', () => {
  let house: ContractsHouse;

  beforeAll(async () => {
    house = await ContractsHouse.start();
  }, 120_000);

  afterAll(async () => {
    await house?.close();
  });

  /** A signer who has opened every document. */
  async function ready() {
    const { contractId, personId } = await house.offer();
    const { secret: token } = await house.call(mintSigningLink, { contractId }, mailer);
    const { secret } = await house.call(openSigning, { token, ...source });
    const session = { sessionHash: hashToken(secret), ...source };
    const { disclosures, documents } = await house.call(getSigning, session);
    const { version: textVersion, sha256: textSha256 } = disclosures;
    const [{ access_code: accessCode } = { access_code: '' }] = await house.sql<{ access_code: string }>(
      'SELECT access_code FROM signing_session WHERE secret_hash = $1',
      [session.sessionHash],
    );
    await house.call(consentToSigning, { textVersion, textSha256, accessCode, ...session });
    await house.call(requestSigningCode, session);
    const { secret: code } = await house.call(mintSigningCode, { contractId }, mailer);
    await house.call(authenticateSigning, { code, ...session });
    for (const { id: documentId } of documents) await house.call(reviewDocument, { documentId, ...session });
    // As from a keyboard for wide letters, which no font of ours draws.
    const typedName = 'łukasz  ＮＯＷＡＫ\u200b';
    const sign = (documentId: string, key?: string): Promise<Signing> =>
      house.call(signDocument, { documentId, typedName, ...session }, { kind: 'anonymous' }, key);
    return { contractId, personId, session, documents, sign };
  }

  const rowsOf = (contractId: string) =>
    house.sql<{ state: string; sealed_sha256: string | null }>(
      'SELECT state, sealed_sha256 FROM document WHERE contract_id = $1 ORDER BY ordinal',
      [contractId.slice('ctr_'.length)],
    );
  const eventsOf = async (contractId: string, type: string) =>
    (await house.sql('SELECT 1 FROM event WHERE subject = $1 AND type = $2', [`contract/${contractId}`, type])).length;
  /** As the audit log keeps them. */
  const headsOf = (contractId: string) =>
    house.sql<{ action: string; seq: number; hash: string }>(
      `SELECT action, (details #>> '{evidence,seq}')::int AS seq, details #>> '{evidence,hash}' AS hash
       FROM audit_entry WHERE subject = $1 ORDER BY id`,
      [contractId],
    );
  const sealedEvidenceOf = async (contractId: string) =>
    (await house.provider(EvidenceRepository).chainOf(contractId)).filter(({ type }) => type === 'sealed').length;

  it('writes one contract for an offer, however often it is told', async () => {
    const { contractId } = await house.offer();
    expect(await rowsOf(contractId)).toHaveLength(2);
    expect(await eventsOf(contractId, 'contract.sent')).toBe(1);
  });

  it('completes once where the last signature is given ten times at once, and seals each document once', async () => {
    const { contractId, documents, sign } = await ready();
    await sign(documents[0]!.id);
    const tries = await Promise.allSettled(Array.from({ length: 10 }, () => sign(documents[1]!.id)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await house.service.settle(settlingMs);
    expect((await rowsOf(contractId)).map(({ state }) => state)).toEqual(['sealed', 'sealed']);
    expect(await eventsOf(contractId, 'contract.signed')).toBe(1);
    expect(await eventsOf(contractId, 'contract.sealed')).toBe(1);
    expect(await sealedEvidenceOf(contractId)).toBe(2);
    const terms = await house.call(getContractTerms, { contractId }, { kind: 'service', id: 'payroll' });
    expect(terms).toMatchObject({ rateMinor: '9500', agreementSha256: (await rowsOf(contractId))[1]!.sealed_sha256 });
    const chain = await house.provider(EvidenceRepository).chainOf(contractId);
    const { version: consentVersion, sha256: consentTextSha256 } = currentDisclosures();
    const consents = chain.filter((link) => link.consentTextSha256 !== null);
    expect(consents).toMatchObject([{ type: 'consented', consentVersion, consentTextSha256 }]);
    const heads = await headsOf(contractId);
    expect(heads.map(({ action, seq }) => [action, seq])).toEqual([
      ['contract.sent', 2],
      ['contract.signed', 13],
      ['contract.sealed', 15],
    ]);
    expect(firstBrokenLink(chain, heads)).toBeNull();
    expect(chain.map(({ type }) => type)).toEqual([
      ...['sent', 'sent', 'link_minted', 'opened', 'consented', 'code_sent', 'authenticated', 'reviewed', 'reviewed'],
      ...['signed', 'signed', 'company_signed', 'company_signed', 'sealed', 'sealed'],
    ]);
  }, 150_000);

  it('keeps the one seal where more workers seal the same document', async () => {
    const { contractId, documents, sign } = await ready();
    for (const { id } of documents) await sign(id);
    const handler = house.provider(SealDocumentHandler);
    const runs = Array.from({ length: 4 }, () => handler.seal({ documentId: documents[0]!.id }, freeRun()));
    // Sealing four at once keeps a busy process from its connections; a run that lost one would be tried again.
    await Promise.allSettled(runs);
    await house.service.settle(settlingMs);
    const [nda] = await rowsOf(contractId);
    await handler.seal({ documentId: documents[0]!.id }, freeRun());
    expect((await rowsOf(contractId))[0]).toEqual(nda);
    expect(await sealedEvidenceOf(contractId)).toBe(2);
    expect(await eventsOf(contractId, 'contract.sealed')).toBe(1);
  }, 150_000);

  it('writes nothing down for a worker that no longer owns the job', async () => {
    const { contractId, documents, sign } = await ready();
    await sign(documents[0]!.id);
    await house.sql(`UPDATE contract SET state = 'all_signed' WHERE id = $1`, [contractId.slice('ctr_'.length)]);
    const paused = { ...freeRun(), finish: () => Promise.reject(new Error('stale')) } as unknown as JobRun;
    const sealing = house.provider(SealDocumentHandler).seal({ documentId: documents[0]!.id }, paused);
    await expect(sealing).rejects.toThrow('stale');
    expect((await rowsOf(contractId)).map(({ state }) => state)).toEqual(['signed', 'frozen']);
    expect(await sealedEvidenceOf(contractId)).toBe(0);
  }, 150_000);

  it('seals nothing of a contract that was taken back', async () => {
    const { contractId, documents, sign } = await ready();
    await sign(documents[0]!.id);
    await house.call(voidContract, { contractId }, recruiter);
    await house.provider(SealDocumentHandler).seal({ documentId: documents[0]!.id }, freeRun());
    expect((await rowsOf(contractId)).map(({ state }) => state)).toEqual(['signed', 'frozen']);
    await expect(sign(documents[1]!.id)).rejects.toMatchObject({ code: 'signing_wrong_state' });
  });

  it('opens neither pay nor the brief where it is taken back between the last signature and the seal', async () => {
    const { contractId, personId, documents, sign } = await ready();
    await sign(documents[0]!.id);
    // As the last signature leaves it, without the jobs that would seal it meanwhile.
    await house.sql(`UPDATE contract SET state = 'all_signed' WHERE id = $1`, [contractId.slice('ctr_'.length)]);
    expect(await house.call(voidContract, { contractId }, recruiter)).toMatchObject({ state: 'voided' });
    await house.provider(SealDocumentHandler).seal({ documentId: documents[0]!.id }, freeRun());
    expect((await rowsOf(contractId)).map(({ state }) => state)).toEqual(['signed', 'frozen']);
    expect(await eventsOf(contractId, 'contract.sealed')).toBe(0);
    const terms = house.call(getContractTerms, { contractId }, { kind: 'service', id: 'payroll' });
    await expect(terms).rejects.toMatchObject({ code: 'not_found' });
    const { data } = await house.call(listMyProjects, {}, { kind: 'applicant', id: personId });
    expect(data).toMatchObject([{ contractId, brief: null }]);
  });

  it('remembers a repeat for its signer, and answers no other with it', async () => {
    const [one, other] = [await ready(), await ready()];
    const first = await one.sign(one.documents[0]!.id, 'the-same-key');
    expect(await one.sign(one.documents[0]!.id, 'the-same-key')).toEqual(first);
    const foreign = await other.sign(other.documents[0]!.id, 'the-same-key');
    expect(foreign.contractId).toBe(other.contractId);
  });

  it('shows the words of a document once the code was given back, and no other words than those of the file', async () => {
    const { contractId } = await house.offer();
    const { secret: token } = await house.call(mintSigningLink, { contractId }, mailer);
    const { secret } = await house.call(openSigning, { token, ...source });
    const session = { sessionHash: hashToken(secret), ...source };
    const [nda] = (await house.call(getSigning, session)).documents;
    const words = () => house.call(readDocument, { documentId: nda!.id, ...session });
    await expect(words()).rejects.toMatchObject({ code: 'signing_wrong_state' });
    const moveTo = (state: string) =>
      house.sql('UPDATE contract SET recipient_state = $1 WHERE id = $2', [state, contractId.slice(4)]);
    await moveTo('authenticated');
    const { title, blocks } = await words();
    expect(title).toBe('Non-disclosure agreement');
    const document = (await house.provider(ContractRepository).findDocument(nda!.id))!;
    const signal = AbortSignal.timeout(10_000);
    const file = await PDF.load(new Uint8Array(await house.provider(ContractFiles).original(document, signal)));
    const pages = file.getPages().map((page) => page.extractText().text);
    const withoutSpace = (text: string) => text.replaceAll(/\s/g, '');
    const written = withoutSpace(pages.join('').replaceAll(/Non-disclosure agreement · ctr_\w+|Page \d+ of \d+/g, ''));
    const shown = blocks.flatMap(({ text, items, rows }) => [
      ...(text === null ? items : [text]),
      ...rows.flatMap(({ label, value }) => [label, value]),
    ]);
    expect(shown.length).toBeGreaterThan(20);
    for (const part of shown) expect(written).toContain(withoutSpace(part));
    expect((await house.call(getSigning, session)).documents[0]).toMatchObject({ reviewed: false });
  });

  it('has a new link mailed to its signer and to nobody else, and no more than three at a time', async () => {
    const { contractId, personId } = await house.offer();
    const renew = (id: string) => house.call(renewMySigningLink, { contractId }, { kind: 'applicant', id });
    await expect(renew(newId('per'))).rejects.toMatchObject({ code: 'not_found' });
    await expect(house.call(renewMySigningLink, { contractId }, recruiter)).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await eventsOf(contractId, 'contract.sent')).toBe(1);
    for (let time = 1; time <= 3; time += 1) await renew(personId);
    await expect(renew(personId)).rejects.toMatchObject({ code: 'too_many_mails' });
    expect(await eventsOf(contractId, 'contract.sent')).toBe(4);
    await house.call(voidContract, { contractId }, recruiter);
    await expect(renew(personId)).rejects.toMatchObject({ code: 'contract_wrong_state' });
  });

  it('lets nobody but the mailer have secrets minted, and a new link end what the old one opened', async () => {
    const { contractId, session } = await ready();
    for (const actor of [recruiter, { kind: 'service', id: 'gateway' } as const]) {
      await expect(house.call(mintSigningLink, { contractId }, actor)).rejects.toMatchObject({ code: 'not_allowed' });
    }
    await house.call(mintSigningLink, { contractId }, mailer);
    await expect(house.call(getSigning, session)).rejects.toMatchObject({ code: 'signing_session_required' });
  });

  it('makes a code void after five wrong ones', async () => {
    const { contractId } = await house.offer();
    const { secret: token } = await house.call(mintSigningLink, { contractId }, mailer);
    const { secret } = await house.call(openSigning, { token, ...source });
    const session = { sessionHash: hashToken(secret), ...source };
    await house.sql(`UPDATE contract SET recipient_state = 'consented' WHERE id = $1`, [contractId.slice(4)]);
    const { secret: code } = await house.call(mintSigningCode, { contractId }, mailer);
    const wrong = code === '000000' ? '000001' : '000000';
    for (let tries = 0; tries < 5; tries += 1) {
      await expect(house.call(authenticateSigning, { code: wrong, ...session })).rejects.toMatchObject({
        code: 'code_invalid',
      });
    }
    await expect(house.call(authenticateSigning, { code, ...session })).rejects.toMatchObject({ code: 'code_invalid' });
  });

  it('ends a contract that nobody signed in time', async () => {
    const { contractId } = await house.offer();
    house.clock.advance({ days: 14 });
    await house.service.settle(settlingMs);
    const [row] = await house.sql('SELECT state FROM contract WHERE id = $1', [contractId.slice(4)]);
    expect(row).toEqual({ state: 'expired' });
    expect((await headsOf(contractId)).at(-1)).toMatchObject({ action: 'contract.expired', seq: 3 });
    await expect(house.call(mintSigningLink, { contractId }, mailer)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('makes no move that its tables do not have', async () => {
    const { contractId } = await house.offer();
    const contracts = house.provider(ContractRepository);
    for (const [name, { from }] of Object.entries(contractTransitions) as [
      keyof typeof contractTransitions,
      { from: readonly string[] },
    ][]) {
      if (from.includes('sent')) continue;
      expect({
        name,
        moved: await house.service.database.transaction((tx) => contracts.move(tx, contractId, name)),
      }).toEqual({ name, moved: false });
    }
    for (const [name, { from }] of Object.entries(recipientTransitions) as [
      keyof typeof recipientTransitions,
      { from: readonly string[] },
    ][]) {
      if (from.includes('pending')) continue;
      const moved = await house.service.database.transaction((tx) => contracts.moveRecipient(tx, contractId, name));
      expect({ name, moved }).toEqual({ name, moved: false });
    }
  });

  it('lets its own role change no evidence', async () => {
    const { contractId } = await house.offer();
    const edit = house.sql(`UPDATE evidence SET ip = '198.51.100.1' WHERE contract_id = $1`, [contractId.slice(4)]);
    await expect(edit).rejects.toThrow(/permission denied/);
  });
});

/** A run that owns its job, whatever happens beside it. */
function freeRun(): JobRun {
  const context = { correlationId: 'req_test', actor: { kind: 'service', id: 'contracts' } } as const;
  return {
    id: 'job_1',
    attempt: 1,
    signal: new AbortController().signal,
    context,
    finish: async () => undefined,
  } as unknown as JobRun;
}
