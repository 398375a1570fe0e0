import { createServer, type Server, type Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { EventsConfig } from '../events.config.js';
import { SmtpSender } from './smtp-sender.js';

const content = { subject: 'Subject', blocks: [{ kind: 'text' as const, text: 'Words' }] };
const never = new AbortController().signal;

function answering(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

describe('sending by SMTP', () => {
  const closing: (() => void)[] = [];
  afterEach(() => {
    for (const close of closing.splice(0)) close();
  });

  const portOf = (server: Server) => {
    const address = server.address();
    return typeof address === 'object' && address ? address.port : 0;
  };
  const senderFor = (port: number, credentials = '') => {
    const config = Object.assign(new EventsConfig(), {
      smtpUrl: `smtp://${credentials}127.0.0.1:${port}`,
      mailFrom: 'Guildhall <no-reply@guildhall.example>',
    });
    const sender = new SmtpSender(config);
    closing.push(() => sender.onModuleDestroy());
    return sender;
  };
  const mailServer = async (options: SMTPServerOptions) => {
    const server = new SMTPServer({ disabledCommands: ['STARTTLS', 'AUTH'], closeTimeout: 100, ...options });
    server.on('error', () => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    closing.push(() => server.close(() => undefined));
    return portOf(server.server as Server);
  };
  const rawServer = async (talk: (socket: Socket) => void) => {
    const server = createServer((socket) => {
      closing.push(() => socket.destroy());
      socket.on('error', () => undefined);
      talk(socket);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    closing.push(() => server.close());
    return portOf(server);
  };
  const send = (sender: SmtpSender, signal = never) =>
    sender.send({ to: 'ada@people.example', messageId: 'mal_1', content }, signal);

  it.each<[string, SMTPServerOptions, object]>([
    [
      'a recipient is unknown',
      { onRcptTo: (_address, _session, done) => done(answering(550, '5.1.1 <ada@people.example> unknown')) },
      { kind: 'refused', message: 'The mail server refuses the mail for good (550 5.1.1 at RCPT TO).' },
    ],
    [
      'a recipient is to be tried later',
      { onRcptTo: (_address, _session, done) => done(answering(450, '4.2.0 greylisted')) },
      { kind: 'deferred', message: 'The mail server takes the mail later, if at all (450 4.2.0 at RCPT TO).' },
    ],
    [
      'the text is refused',
      { onData: (stream, _session, done) => stream.resume().on('end', () => done(answering(554, '5.7.1 spam'))) },
      { kind: 'refused', message: 'The mail server refuses the mail for good (554 5.7.1 at DATA).' },
    ],
    [
      'the sender is refused, which is no fault of the mail',
      { onMailFrom: (_address, _session, done) => done(answering(553, '5.7.1 not your address')) },
      { kind: 'away', message: 'The mail server cannot be used (553 5.7.1 at MAIL FROM).' },
    ],
    [
      'it closes while it takes the recipient',
      { onRcptTo: (_address, _session, done) => done(answering(421, '4.3.2 shutting down')) },
      { kind: 'away' },
    ],
  ])('tells apart that %s', async (_what, options, failure) => {
    await expect(send(senderFor(await mailServer(options)))).rejects.toMatchObject(failure);
  });

  it('does not hold wrong credentials against a mail', async () => {
    const port = await mailServer({
      disabledCommands: ['STARTTLS'],
      onAuth: (_auth, _session, done) => done(answering(535, '5.7.8 bad credentials')),
    });
    await expect(send(senderFor(port, 'user:wrong@'))).rejects.toMatchObject({ kind: 'away' });
  });

  it.each<[string, (socket: Socket) => void]>([
    ['turns everybody away', (socket) => socket.end('554 5.3.2 no service\r\n')],
    ['talks something else', (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['hangs up', (socket) => socket.destroy()],
  ])('takes a server that %s for one that is away', async (_what, talk) => {
    await expect(send(senderFor(await rawServer(talk)))).rejects.toMatchObject({ kind: 'away' });
  });

  it('takes a closed port for a server that is away', async () => {
    await expect(send(senderFor(1))).rejects.toMatchObject({
      kind: 'away',
      message: expect.stringContaining('ESOCKET'),
    });
  });

  it('stops at once when it is told to, however long the server takes', async () => {
    const stop = new AbortController();
    const port = await rawServer(() => stop.abort(new Error('stopping')));
    await expect(send(senderFor(port), stop.signal)).rejects.toThrow('stopping');
  });
});
