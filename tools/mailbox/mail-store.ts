import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import PostalMime from 'postal-mime';
import { v7 as uuidv7 } from 'uuid';

const MAIL_LIMIT = 1_000;
const PREVIEW_LENGTH = 140;
const FILE = /^[0-9a-f-]{36}\.eml$/;

export interface MailSummary {
  id: string;
  receivedAt: string;
  from: string;
  /** Whom it was delivered to, in lower case, whatever its header says. */
  to: string[];
  subject: string;
  preview: string;
}

export interface Mail extends MailSummary {
  text: string;
}

export interface Delivery {
  from: string;
  to: string[];
  raw: Buffer;
}

/** Mails as files in a folder, newest kept: past the limit the oldest are deleted. */
export class MailStore {
  /** Oldest first, as their ids sort. */
  private readonly summaries: MailSummary[] = [];

  private constructor(
    private readonly directory: string,
    private readonly limit: number,
  ) {}

  static async open(directory: string, limit = MAIL_LIMIT): Promise<MailStore> {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const store = new MailStore(directory, limit);
    for (const file of (await readdir(directory)).filter((name) => FILE.test(name)).sort()) {
      store.summaries.push(summaryOf(await store.read(file.slice(0, -'.eml'.length))));
    }
    await store.dropOldest();
    return store;
  }

  /** Whoever sent the mail may be told that it arrived only when this is done. */
  async add(delivery: Delivery): Promise<MailSummary> {
    const id = uuidv7();
    // The envelope is not part of a mail; servers note it down in these two headers.
    const notes = `Return-Path: <${delivery.from}>\r\nDelivered-To: ${delivery.to.join(', ')}\r\n`;
    const draft = path.join(this.directory, `${id}.part`);
    await writeFile(draft, Buffer.concat([Buffer.from(notes), delivery.raw]), { mode: 0o600 });
    await rename(draft, this.fileOf(id));
    const summary = summaryOf(await this.read(id));
    this.summaries.push(summary);
    this.summaries.sort((one, other) => (one.id < other.id ? -1 : 1));
    await this.dropOldest();
    return summary;
  }

  /** Newest first; `to` is one exact address. */
  list(filter: { to?: string; limit?: number } = {}): MailSummary[] {
    const to = filter.to?.trim().toLowerCase();
    const chosen = to ? this.summaries.filter((mail) => mail.to.includes(to)) : this.summaries;
    return chosen.slice(-(filter.limit ?? this.limit)).reverse();
  }

  async find(id: string): Promise<Mail | null> {
    return this.summaries.some((mail) => mail.id === id) ? await this.read(id) : null;
  }

  private async read(id: string): Promise<Mail> {
    const mail = await PostalMime.parse(await readFile(this.fileOf(id)));
    const header = (name: string) => mail.headers.find(({ key }) => key === name)?.value ?? '';
    const text = mail.text ?? 'This mail has no text part.';
    return {
      id,
      receivedAt: new Date(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toISOString(),
      from: mail.from?.address ?? header('return-path').replace(/[<>]/g, ''),
      to: header('delivered-to')
        .split(',')
        .map((address) => address.trim().toLowerCase()),
      subject: mail.subject ?? '(no subject)',
      preview: text.replace(/\s+/g, ' ').trim().slice(0, PREVIEW_LENGTH),
      text,
    };
  }

  private async dropOldest(): Promise<void> {
    for (const { id } of this.summaries.splice(0, Math.max(0, this.summaries.length - this.limit))) {
      await rm(this.fileOf(id), { force: true });
    }
  }

  private fileOf(id: string): string {
    return path.join(this.directory, `${id}.eml`);
  }
}

function summaryOf({ text: _text, ...summary }: Mail): MailSummary {
  return summary;
}
