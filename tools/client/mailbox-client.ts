import { poll } from './poll.js';

interface MailHead {
  id: string;
  to: string[];
  subject: string;
}

const usualPatienceMs = 30_000;

/** Reads the built-in mailbox as somebody with that address would. */
export class MailboxClient {
  private readonly used = new Set<string>();

  /** @param patienceMs how long a mail may take */
  constructor(
    private readonly url: string,
    private readonly patienceMs = usualPatienceMs,
  ) {}

  /** The six digits of the newest unread mail to an address. */
  async code(address: string): Promise<string> {
    return await this.find(address, /^(?:Your code: |رمزك:\n)(\d{6})$/m);
  }

  /** The token of the newest unread link to an address, for example of an invitation. */
  async linkToken(address: string): Promise<string> {
    return await this.find(address, /\b(ghl_[\w-]{43})/);
  }

  /** The newest unread link with a token to an address, whole, as somebody would click it. */
  async link(address: string): Promise<string> {
    return await this.find(address, /(https?:\/\/\S+#token=[\w-]+)/);
  }

  private async find(address: string, pattern: RegExp): Promise<string> {
    return await poll(
      `A mail to ${address}`,
      async () => {
        for (const { id } of await this.mailsTo(address)) {
          if (this.used.has(id)) continue;
          const found = pattern.exec(await this.text(id));
          if (!found) continue;
          this.used.add(id);
          return found[1]!;
        }
        return null;
      },
      this.patienceMs,
    );
  }

  private async mailsTo(address: string): Promise<MailHead[]> {
    const { mails } = await this.json<{ mails: MailHead[] }>(`/api/mails?to=${encodeURIComponent(address)}`);
    return mails;
  }

  private async text(id: string): Promise<string> {
    return (await this.json<{ text: string }>(`/api/mails/${id}`)).text;
  }

  private async json<T>(path: string): Promise<T> {
    const response = await fetch(new URL(path, this.url), { signal: AbortSignal.timeout(5_000) });
    if (!response.ok) throw new Error(`The mailbox answered ${response.status}.`);
    return (await response.json()) as T;
  }
}
