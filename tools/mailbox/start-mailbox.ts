import { messageOf } from '@guildhall/errors';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { type Delivery, MailStore } from './mail-store.js';
import { listenForReaders } from './mailbox-server.js';

const LOOPBACK = '127.0.0.1';
const LARGEST_MAIL_BYTES = 1024 * 1024;
const MOST_CLIENTS = 50;
const SOCKET_TIMEOUT_MS = 30_000;
const CLOSE_TIMEOUT_MS = 2_000;

export interface Mailbox {
  readonly smtpUrl: string;
  readonly pageUrl: string;
  stop(): Promise<void>;
}

/**
 * The mail server of an installation that has none: it takes mail by SMTP from this machine, keeps the newest 1,000
 * in `directory` and shows them on a page. Nothing leaves the machine.
 */
export async function startMailbox(options: {
  smtpPort: number;
  httpPort: number;
  directory: string;
  limit?: number;
}): Promise<Mailbox> {
  const store = await MailStore.open(options.directory, options.limit);
  const smtp = await listenForMail(store, options.smtpPort);
  const page = await listenForReaders(store, options.httpPort).catch(async (error) => {
    await closeSmtp(smtp);
    throw error;
  });
  return {
    smtpUrl: `smtp://${LOOPBACK}:${options.smtpPort}`,
    pageUrl: `http://${LOOPBACK}:${options.httpPort}`,
    stop: async () => {
      await closeSmtp(smtp);
      page.closeAllConnections();
      await new Promise<void>((resolve) => page.close(() => resolve()));
    },
  };
}

async function listenForMail(store: MailStore, port: number): Promise<SMTPServer> {
  const server = new SMTPServer({
    // Mail never leaves the loopback address, so there is nobody to authenticate and nothing to encrypt.
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: LARGEST_MAIL_BYTES,
    maxClients: MOST_CLIENTS,
    socketTimeout: SOCKET_TIMEOUT_MS,
    closeTimeout: CLOSE_TIMEOUT_MS,
    disableReverseLookup: true,
    onData: (stream, session, done) => {
      receive(store, stream, session).then(
        () => done(),
        (error) => done(error instanceof Error ? error : new Error(messageOf(error))),
      );
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, () => resolve());
  });
  // From now on an error concerns one client (it hung up); the server goes on.
  server.removeAllListeners('error').on('error', () => undefined);
  return server;
}

async function receive(store: MailStore, stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    // The stream must be read to its end either way, or the client is never answered.
    if (bytes <= LARGEST_MAIL_BYTES) chunks.push(chunk);
  }
  if (bytes > LARGEST_MAIL_BYTES) {
    throw Object.assign(new Error(`A mail may have ${LARGEST_MAIL_BYTES} bytes at most.`), { responseCode: 552 });
  }
  await store.add({ ...addressesOf(session), raw: Buffer.concat(chunks) });
}

function addressesOf({ envelope }: SMTPServerSession): Pick<Delivery, 'from' | 'to'> {
  return {
    from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
    to: envelope.rcptTo.map(({ address }) => address),
  };
}

function closeSmtp(server: SMTPServer): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
