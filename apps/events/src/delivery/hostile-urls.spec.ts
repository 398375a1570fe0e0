import type { LookupAddress } from 'node:dns';
import http, { createServer, type Server } from 'node:http';
import { type AddressInfo, isIP } from 'node:net';
import { guardedAgents, type Resolve } from './guarded-agents.js';
import { WebhookSender } from './webhook-sender.js';
import { readWebhookUrl } from './webhook-url.js';

/** Spellings of this machine and of what lies behind it; each stands where a host stands in a URL. */
const hostileHosts = [
  ...['127.0.0.1', '127.1', '127.0.1', '127.255.255.254', '0', '0.0.0.0', '0x0', '00'],
  ...['2130706433', '0x7f000001', '017700000001', '0x7f.0x0.0x0.0x1', '0177.0.0.1', '0x7f.1', '127.0.0.1.'],
  ...['①②⑦.⓪.⓪.①', '127。0。0。1', '%31%32%37.0.0.1', '１２７.0.0.1'],
  ...['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '100.64.0.1', '169.254.169.254', '0xa9fea9fe'],
  ...['2852039166', '192.0.0.1', '192.0.2.1', '198.18.0.1', '203.0.113.9', '224.0.0.1', '240.0.0.1', '255.255.255.255'],
  ...['[::1]', '[::]', '[0:0:0:0:0:0:0:1]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[0:0:0:0:0:ffff:7f00:0001]'],
  ...['[::ffff:169.254.169.254]', '[::FFFF:A9FE:A9FE]', '[::127.0.0.1]', '[::ffff:0:127.0.0.1]'],
  ...['[64:ff9b::127.0.0.1]', '[64:ff9b::a9fe:a9fe]', '[64:ff9b:1::1]', '[2002:7f00:1::]', '[2002:a9fe:a9fe::1]'],
  ...['[2001::1]', '[2001:0:53aa:64c::1]', '[fc00::1]', '[fd00:ec2::254]', '[fe80::1]', '[fec0::1]', '[ff02::1]'],
  ...['[100::1]', '[2001:db8::1]', '[3fff::1]'],
];

/** Names as an own resolver answers them, at once or later. */
const hostileNames: Record<string, string[][]> = {
  'localhost.': [['127.0.0.1']],
  'internal.example': [['10.1.2.3']],
  'metadata.example': [['169.254.169.254']],
  'mapped.example': [['::ffff:127.0.0.1']],
  'mapped-hex.example': [['::ffff:7f00:1']],
  'six-to-four.example': [['2002:7f00:1::1']],
  'nat64.example': [['64:ff9b::7f00:1']],
  'zone.example': [['fe80::1%eth0']],
  'one-of-two.example': [['93.184.216.34', '127.0.0.1']],
  'one-of-two-v6.example': [['2606:2800:220:1::1', '::1']],
  'rebinding.example': [['93.184.216.34'], ['127.0.0.1']],
  'nothing.example': [[]],
};

describe('a hostile URL', () => {
  let listener: Server;
  let port: number;
  let reached: string[] = [];
  const asked = new Map<string, number>();

  const resolve: Resolve = async (hostname) => {
    const turns = hostileNames[hostname] ?? [['127.0.0.1']];
    const turn = asked.get(hostname) ?? 0;
    asked.set(hostname, turn + 1);
    const addresses = turns[Math.min(turn, turns.length - 1)]!;
    return addresses.map((address): LookupAddress => ({ address, family: isIP(address.split('%')[0]!) }));
  };

  beforeAll(async () => {
    listener = createServer((request, response) => {
      reached.push(`${request.headers.host}${request.url}`);
      response.end();
    });
    listener.on('connection', (socket) => reached.push(`connection from ${socket.remotePort}`));
    await new Promise<void>((listening) => listener.listen(0, '::', listening));
    port = (listener.address() as AddressInfo).port;
  });
  beforeEach(() => {
    reached = [];
    asked.clear();
  });
  afterAll(() => listener.close());

  const sender = () => new WebhookSender({ allowLoopback: false, resolve, timeoutMs: 2_000 });
  const post = async (url: string) => {
    const sending = sender();
    const answer = await sending.post({ url, headers: {}, body: '{}' });
    sending.close();
    return answer;
  };

  it('would be reached without a guard: the listener listens', async () => {
    await new Promise((resolve) => http.get({ host: '127.0.0.1', port, path: '/' }, resolve));
    expect(reached).toContain(`127.0.0.1:${port}/`);
  });

  it.each(hostileHosts)(
    'with the host %s is refused before a connection is made, by https and by http',
    async (host) => {
      for (const scheme of ['https', 'http', 'HTTPS']) {
        for (const place of ['', `:${port}`]) {
          expect(await post(`${scheme}://${host}${place}/hook`)).toMatchObject({
            status: null,
            failure: 'url_refused',
          });
        }
      }
      expect(reached).toEqual([]);
    },
  );

  it.each([
    ...['http://hooks.example/', 'https://hooks.example:8443/', 'https://hooks.example:80/', 'ftp://hooks.example/'],
    ...['file:///etc/passwd', 'gopher://127.0.0.1:25/', 'data:text/plain,hi', 'javascript:alert(1)', 'ws://h.example/'],
    ...['unix:/var/run/docker.sock', 'https://user@hooks.example/', 'https://user:pw@hooks.example/'],
    ...['https://hooks.example@127.0.0.1/', 'https://hooks.example#@127.0.0.1/', 'https://127.0.0.1\\@hooks.example/'],
    ...['//hooks.example/', 'hooks.example', '', 'https://', 'https:///', 'https://[::1', 'https://256.1.1.1/'],
    ...['https://1.2.3.4.5.0x7f/', 'https://[fe80::1%25eth0]/', `https://h.example/${'x'.repeat(2_000)}`],
  ])('that is %s is refused by its form', async (url) => {
    expect(await post(url)).toMatchObject({ status: null, failure: 'url_refused' });
    expect(asked.size).toBe(0);
    expect(reached).toEqual([]);
  });

  it.each(hostileHosts)('of the host %s is not reached by the agents alone either', async (host) => {
    const { hostname } = new URL(`http://${host}/`);
    expect(await connect(hostname.replace(/^\[|\]$/g, ''))).toBe('address_refused');
    expect(reached).toEqual([]);
  });

  it.each(Object.keys(hostileNames))('whose name %s leads inside is not reached', async (name) => {
    // Each turn of the resolver, and once more: a name that was public when it was looked at first must not pass later.
    for (let turn = 0; turn < 2; turn++) {
      if (isPublic(hostileNames[name]![turn])) asked.set(name, turn + 1);
      expect(await connect(name)).toBe('address_refused');
      expect(await post(`https://${name}/`)).toMatchObject({ failure: 'address_refused' });
    }
    expect(reached).toEqual([]);
  });

  it('that answers with a redirect to this machine is not followed', async () => {
    const redirecting = createServer((request, response) => {
      const status = Number(request.url!.slice(1));
      response.writeHead(status, { location: `http://127.0.0.1:${port}/inside` }).end();
    });
    await new Promise<void>((listening) => redirecting.listen(0, '127.0.0.1', listening));
    const base = `http://127.0.0.1:${(redirecting.address() as AddressInfo).port}`;
    const lenient = new WebhookSender({ allowLoopback: true });
    for (const status of [300, 301, 302, 303, 307, 308]) {
      const answer = await lenient.post({ url: `${base}/${status}`, headers: {}, body: '{}' });
      expect(answer).toEqual({ status, retryAfterSeconds: null });
    }
    lenient.close();
    redirecting.close();
    expect(reached).toEqual([]);
  });

  /** What the agents make of a host at the listener's port, whatever a URL may be. */
  async function connect(host: string): Promise<string> {
    const agents = guardedAgents({ allowLoopback: false, resolve });
    const code = await new Promise<string>((settled) => {
      http
        .request({ host, port, agent: agents.http, path: '/' }, () => settled('reached'))
        .on('error', (error: NodeJS.ErrnoException) => settled(error.code ?? error.message))
        .end();
    });
    agents.http.destroy();
    return code;
  }

  function isPublic(addresses: string[] | undefined): boolean {
    return addresses?.length === 1 && addresses[0] === '93.184.216.34';
  }
});

describe('a URL for webhooks', () => {
  it('is a public one by https, in its normal form', () => {
    for (const [text, href] of [
      ['https://hooks.example/guildhall?x=1', 'https://hooks.example/guildhall?x=1'],
      ['https://hooks.example:443/', 'https://hooks.example/'],
      ['HTTPS://Hooks.Example', 'https://hooks.example/'],
      ['https://93.184.216.34/', 'https://93.184.216.34/'],
      ['https://0x5db8d822/', 'https://93.184.216.34/'],
      ['https://[2606:2800:220:1::1]/', 'https://[2606:2800:220:1::1]/'],
      ['https://[::ffff:93.184.216.34]/', 'https://[::ffff:5db8:d822]/'],
    ] as const) {
      expect(readWebhookUrl(text, { allowLoopback: false })).toMatchObject({ url: { href } });
    }
  });

  it('may in development be of this machine, and of no other place inside', () => {
    const rules = { allowLoopback: true };
    for (const text of [
      'http://localhost:8080/',
      'http://127.0.0.1:1/',
      'https://[::1]:8443/',
      'https://hooks.example/',
    ]) {
      expect(readWebhookUrl(text, rules)).toHaveProperty('url');
    }
    for (const text of ['http://10.0.0.1/', 'https://169.254.169.254/', 'http://hooks.example/', 'ftp://localhost/']) {
      expect(readWebhookUrl(text, rules)).toHaveProperty('fault');
    }
  });
});
