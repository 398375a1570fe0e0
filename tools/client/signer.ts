import type { Signing, SigningOpened } from '@guildhall/messages/contracts';
import { PDF } from '@libpdf/core';
import type { ApiClient } from './api-client.js';
import type { MailboxClient } from './mailbox-client.js';

const timeoutMs = 30_000;

/** All that stands in a PDF. */
export async function wordsIn(pdf: Uint8Array): Promise<string> {
  const pages = (await PDF.load(new Uint8Array(pdf))).getPages();
  return pages.map((page) => page.extractText().text).join('\n');
}

/** The code in a test file; empty where there is none. */
export async function accessCodeIn(pdf: Uint8Array): Promise<string> {
  return /\b[A-Z2-9]{6}\b/.exec(await wordsIn(pdf))?.[0] ?? '';
}

/** Somebody who signs a contract, as a client of the public API: the mailed link is all that they have. */
export class SignerClient {
  private constructor(
    private readonly api: ApiClient,
    private readonly secret: string,
  ) {}

  /** Follows the mailed link. */
  static async open(api: ApiClient, token: string): Promise<SignerClient> {
    const { secret } = await api.post<SigningOpened>('/v1/signing/sessions', { token });
    return new SignerClient(api, secret);
  }

  async signing(): Promise<Signing> {
    return (await this.api.request<Signing>('GET', '/v1/signing', { headers: this.headers() })).body;
  }

  /** The code in the test file. */
  async accessCode(): Promise<string> {
    return accessCodeIn(await this.file('/v1/signing/access-test'));
  }

  async consent(): Promise<Signing> {
    const { disclosures } = await this.signing();
    const accessCode = await this.accessCode();
    const { version: textVersion, sha256: textSha256 } = disclosures;
    return await this.post('/v1/signing/consent', { textVersion, textSha256, accessCode });
  }

  /** Has a code mailed and gives it back. */
  async authenticate(mailbox: MailboxClient, email: string): Promise<Signing> {
    await this.post('/v1/signing/code', {});
    return await this.post('/v1/signing/authenticate', { code: await mailbox.code(email) });
  }

  async document(documentId: string): Promise<Buffer> {
    return Buffer.from(await this.file(`/v1/signing/documents/${documentId}/pdf`));
  }

  async sign(documentId: string, typedName: string): Promise<Signing> {
    return await this.post(`/v1/signing/documents/${documentId}/sign`, { typedName });
  }

  async decline(reasonCode: string): Promise<Signing> {
    return await this.post('/v1/signing/decline', { reasonCode });
  }

  /** From consent to the last signature. */
  async signEverything(mailbox: MailboxClient, email: string): Promise<Signing> {
    await this.consent();
    const { documents, signerName } = await this.authenticate(mailbox, email);
    for (const { id } of documents) await this.document(id);
    for (const { id } of documents) await this.sign(id, signerName);
    return await this.signing();
  }

  async post<T = Signing>(path: string, body: object): Promise<T> {
    return await this.api.post<T>(path, body, { headers: this.headers() });
  }

  private headers(): Record<string, string> {
    return { 'x-signing-session': this.secret };
  }

  private async file(path: string): Promise<Uint8Array> {
    const url = new URL(path, this.api.baseUrl);
    const response = await fetch(url, { headers: this.headers(), signal: AbortSignal.timeout(timeoutMs) });
    if (!response.ok) throw new Error(`GET ${path} answered ${response.status}: ${await response.text()}`);
    return new Uint8Array(await response.arrayBuffer());
  }
}
