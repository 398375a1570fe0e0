import { randomInt } from 'node:crypto';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  to: string[];
  subject: string;
  text: string;
  html: string;
  messageId: string;
  headers: Record<string, string>;
}

/** What the server answers to a recipient; null where it takes the mail. */
export type Refusal = { code: number; text: string } | null;

/** A mail server that speaks SMTP on a port of the loopback address, and can be told to refuse, or be stopped and started. */
export class SmtpHouse {
  readonly received: ReceivedMail[] = [];
  refuse: (to: string) => Refusal = () => null;
  private server: SMTPServer | null = null;
  private port = 0;

  static async open(): Promise<SmtpHouse> {
    const house = new SmtpHouse();
    await house.start();
    return house;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  /** On the port it had before, if any. */
  async start(): Promise<void> {
    const server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      closeTimeout: 100,
      onRcptTo: ({ address }, _session, done) => {
        const refusal = this.refuse(address);
        done(refusal && Object.assign(new Error(refusal.text), { responseCode: refusal.code }));
      },
      onData: (stream, { envelope }, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const to = envelope.rcptTo.map(({ address }) => address);
          this.keep(Buffer.concat(chunks), to).then(() => done(), done);
        });
      },
    });
    // A client that hangs up is its own affair.
    server.on('error', () => undefined);
    await this.listen(server);
    this.server = server;
  }

  async stop(): Promise<void> {
    const server = this.server;
    this.server = null;
    if (server) await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  to(address: string): ReceivedMail[] {
    return this.received.filter((mail) => mail.to.includes(address));
  }

  /** Below the kernel's own range: while the server is stopped, no outgoing connection takes its port. */
  private async listen(server: SMTPServer): Promise<void> {
    const isTaken = () =>
      new Promise<boolean>((resolve) => {
        server.server.once('error', () => resolve(true));
        server.listen(this.port, '127.0.0.1', () => resolve(false));
      });
    const isNew = this.port === 0;
    if (isNew) this.port = randomInt(19_000, 20_000);
    for (let turn = 0; await isTaken(); turn++) {
      if (turn === 50 || !isNew) throw new Error(`Port ${this.port} is taken.`);
      this.port = randomInt(19_000, 20_000);
    }
  }

  private async keep(raw: Buffer, to: string[]): Promise<void> {
    const mail = await PostalMime.parse(raw);
    const headers = Object.fromEntries(mail.headers.map(({ key, value }) => [key, value]));
    const { subject = '', text = '', html = '', messageId = '' } = mail;
    this.received.push({ to, subject, text, html, messageId, headers });
  }
}
