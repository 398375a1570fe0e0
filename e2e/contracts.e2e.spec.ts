import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Offer } from '@guildhall/messages/applicants';
import type { Contract, ContractPage, MyProjectPage, SealVerdict, Signing } from '@guildhall/messages/contracts';
import type { FeedEvent } from '@guildhall/messages/events';
import { everyItem } from '../tools/client/api-client.js';
import type { ApplicantClient } from '../tools/client/applicant.js';
import { advance, offerWork } from '../tools/client/offer.js';
import { SignerClient } from '../tools/client/signer.js';
import type { StaffAccount } from '../tools/client/staff.js';
import { type House, startHouse, withoutRateLimits } from './support/house.js';
import { makeApplicant, makeOpening } from './support/opening.js';

const brief = 'Herons are to be counted by night.';

describe('the way from an offer to a sealed contract', () => {
  let house: House;
  let recruiter: StaffAccount;
  let openingId: string;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'contracts-'));
    house = await startHouse({ settings: { ...withoutRateLimits, COMPANY_NAME: 'Example Works' } });
    recruiter = await house.invite('recruiter', ['recruiter']);
    openingId = (await makeOpening(recruiter.api)).id;
  }, 240_000);

  afterAll(async () => {
    await house?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Somebody to whom work is offered, and whose contract is mailed. */
  async function offered(name: string): Promise<{ applicant: ApplicantClient; offer: Offer; token: string }> {
    const applicant = await makeApplicant(house, openingId, name);
    await advance(recruiter.api, applicant.application.id);
    const offer = await offerWork(recruiter.api, applicant.application.id, {}, brief);
    await house.settle();
    return { applicant, offer, token: await house.mailbox.linkToken(applicant.details.email) };
  }

  const contractOf = (applicant: ApplicantClient) =>
    recruiter.api.get<Contract>(`/v1/applications/${applicant.application.id}/contract`);

  async function fileOf(applicant: ApplicantClient, contractId: string, documentId: string): Promise<Buffer> {
    const url = new URL(`/v1/me/contracts/${contractId}/documents/${documentId}/pdf`, house.anonymous.baseUrl);
    const response = await fetch(url, { headers: applicant.api.authorization() });
    expect(response.status).toBe(200);
    return Buffer.from(await response.arrayBuffer());
  }

  async function verdictOn(file: Buffer): Promise<SealVerdict> {
    const headers = { 'content-type': 'application/pdf' };
    const body = new Uint8Array(file);
    const response = await fetch(new URL('/v1/verify', house.anonymous.baseUrl), { method: 'POST', headers, body });
    expect(response.status).toBe(200);
    return (await response.json()) as SealVerdict;
  }

  it('leads from the mail to sealed documents, and opens the brief with them', async () => {
    const { applicant, offer, token } = await offered('signer');
    const { email, name } = applicant.details;
    const project = async () => (await applicant.api.get<MyProjectPage>('/v1/me/projects')).data[0];
    expect(await project()).toMatchObject({ codeName: 'Heron', brief: null });

    const signer = await SignerClient.open(house.anonymous, token);
    await expect(SignerClient.open(house.anonymous, token)).rejects.toMatchObject({
      problem: { code: 'signing_link_invalid' },
    });
    const { documents: inOrder, terms } = await signer.signing();
    expect(inOrder.map(({ kind }) => kind)).toEqual(['nda', 'contractor_agreement']);
    expect(terms).toEqual({ rateMinor: '9500', currency: 'USD', weeklyLimitSeconds: 144_000, startDate: '2026-01-12' });
    expect(await signer.consent()).toMatchObject({ state: 'consented' });
    const { documents } = await signer.authenticate(house.mailbox, email);
    const [nda, agreement] = documents.map(({ id }) => id) as [string, string];
    await expect(signer.sign(nda, name)).rejects.toMatchObject({ problem: { code: 'signing_wrong_state' } });
    const shown = await signer.document(nda);
    await signer.document(agreement);
    await expect(signer.sign(agreement, name)).rejects.toMatchObject({ problem: { code: 'signing_wrong_state' } });
    await expect(signer.sign(nda, 'Somebody else')).rejects.toMatchObject({ problem: { code: 'validation_failed' } });
    await signer.sign(nda, name);
    expect(await project()).toMatchObject({ brief: null });
    expect(await signer.sign(agreement, name.toUpperCase())).toMatchObject({ state: 'signed' });
    await house.settle();

    const contract = await contractOf(applicant);
    expect(contract).toMatchObject({ state: 'sealed', recipientState: 'signed', offerId: offer.id });
    expect(await project()).toMatchObject({ codeName: 'Heron', brief });
    const accepted = await recruiter.api.get<Offer>(`/v1/applications/${applicant.application.id}/offer`);
    expect(accepted.state).toBe('accepted');
    for (const document of contract.documents) {
      const file = await fileOf(applicant, contract.id, document.id);
      expect(createHash('sha256').update(file).digest('hex')).toBe(document.sealedSha256);
      expect(await verdictOn(file)).toMatchObject({ valid: true, ours: true, contractId: contract.id });
      writeFileSync(join(folder, `${document.kind}.pdf`), file);
    }
    const sealedNda = await fileOf(applicant, contract.id, nda);
    expect(sealedNda.subarray(0, shown.length).equals(shown)).toBe(true);
  }, 120_000);

  it('seals files that the programs of others find valid and whole', async () => {
    const response = await fetch(new URL('/v1/seal-certificate', house.anonymous.baseUrl));
    writeFileSync(join(folder, 'ca.pem'), await response.text());
    const run = (program: string, ...args: string[]) => execFileSync(program, args, { cwd: folder, encoding: 'utf8' });
    run('mkdir', 'nss');
    run('certutil', '-N', '-d', 'sql:nss', '--empty-password');
    run('certutil', '-A', '-d', 'sql:nss', '-n', 'ca', '-t', 'CT,C,C', '-i', 'ca.pem');
    for (const file of ['nda.pdf', 'contractor_agreement.pdf']) {
      const said = run('pdfsig', '-nssdir', 'sql:nss', file);
      expect(said).toContain('Signature is Valid.');
      expect(said).toContain('Total document signed');
      expect(run('qpdf', '--check', file)).toContain('No syntax or stream encoding errors');
    }
    const text = run('pdftotext', '-layout', 'contractor_agreement.pdf', '-');
    expect(text).toMatch(/Applicant signer/);
    expect(text).toMatch(/95\.00 USD an hour/);
    expect(text).toMatch(/Certificate of completion/);
  });

  it('finds what was changed in a sealed file, or appended to it', async () => {
    const { applicant } = await signedAndSealed('checker');
    const { id, documents } = await contractOf(applicant);
    const file = await fileOf(applicant, id, documents[0]!.id);
    const changed = Buffer.from(file);
    changed[400]! ^= 1;
    expect(await verdictOn(changed)).toMatchObject({ valid: false, contractId: null });
    const appended = Buffer.concat([file, Buffer.from('%more')]);
    expect(await verdictOn(appended)).toMatchObject({ valid: false, problem: 'not_whole_file' });
    expect(await verdictOn(Buffer.from('%PDF-1.7'))).toMatchObject({ valid: false, problem: 'no_seal' });
  }, 120_000);

  it('lets a new link take the place of the earlier one, and shows it to no sender', async () => {
    const { applicant, token } = await offered('resent');
    const contract = await contractOf(applicant);
    const resent = await recruiter.api.post<Contract>(`/v1/contracts/${contract.id}/resend`);
    await house.settle();
    const fresh = await house.mailbox.linkToken(applicant.details.email);
    expect(JSON.stringify([contract, resent])).not.toMatch(/ghl_|ghg_/);
    await expect(SignerClient.open(house.anonymous, token)).rejects.toMatchObject({ status: 401 });
    const signer = await SignerClient.open(house.anonymous, fresh);
    expect(await signer.signing()).toMatchObject({ state: 'opened' });
  }, 120_000);

  it('ends where the signer declines or the company takes it back', async () => {
    const declining = await offered('declining');
    const signer = await SignerClient.open(house.anonymous, declining.token);
    expect(await signer.decline('rate')).toMatchObject({ state: 'declined', contractState: 'declined' });
    const voided = await offered('voided');
    const { id } = await contractOf(voided.applicant);
    await recruiter.api.post(`/v1/contracts/${id}/void`);
    await house.settle();
    await expect(SignerClient.open(house.anonymous, voided.token)).rejects.toMatchObject({ status: 401 });
    const stateOf = async ({ applicant }: typeof voided) =>
      (await recruiter.api.get<Offer>(`/v1/applications/${applicant.application.id}/offer`)).state;
    expect([await stateOf(declining), await stateOf(voided)]).toEqual(['declined', 'withdrawn']);
  }, 120_000);

  it('writes names of every script as they are', async () => {
    const applicant = await makeApplicant(house, openingId, 'arabic');
    await applicant.api.request('PATCH', '/v1/me', { body: { displayName: 'محمد علي' } });
    await advance(recruiter.api, applicant.application.id);
    await offerWork(recruiter.api, applicant.application.id);
    await house.settle();
    const signer = await SignerClient.open(house.anonymous, await house.mailbox.linkToken(applicant.details.email));
    await signer.consent();
    const { documents } = await signer.authenticate(house.mailbox, applicant.details.email);
    writeFileSync(join(folder, 'arabic.pdf'), await signer.document(documents[0]!.id));
    const text = execFileSync('pdftotext', ['arabic.pdf', '-'], { cwd: folder, encoding: 'utf8' });
    expect(text.replace(/[\u202a-\u202e]/gu, '')).toContain('محمد علي');
  }, 120_000);

  it('tells every step without a name, a link or a word of the documents', async () => {
    const events = await everyItem<FeedEvent>(house.admin, '/v1/events?limit=100');
    const types = new Set(events.map(({ type }) => type));
    for (const type of ['offer.extended', 'offer.accepted', 'contract.sent', 'contract.signed', 'contract.sealed']) {
      expect(types).toContain(type);
    }
    expect(types).not.toContain('contract.signing_code_requested');
    expect(JSON.stringify(events)).not.toMatch(/ghl_|ghg_|Applicant signer|applicants\.example|Herons/);
  });

  async function signedAndSealed(name: string) {
    const made = await offered(name);
    const signer = await SignerClient.open(house.anonymous, made.token);
    const signing: Signing = await signer.signEverything(house.mailbox, made.applicant.details.email);
    expect(signing.state).toBe('signed');
    await house.settle();
    const { data } = await made.applicant.api.get<ContractPage>('/v1/me/contracts');
    expect(data[0]).toMatchObject({ state: 'sealed' });
    return made;
  }
});
