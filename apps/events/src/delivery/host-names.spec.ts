import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import http, { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NameServer } from '../../test/name-server.js';
import { guardedAgents } from './guarded-agents.js';
import { HostNames } from './host-names.js';
import { WebhookSender } from './webhook-sender.js';

describe('names of hosts', () => {
  let nameServer: NameServer;
  let receiver: Server;
  let port: number;

  beforeAll(async () => {
    receiver = createServer((_request, response) => response.end());
    await new Promise<void>((listening) => receiver.listen(0, '127.0.0.1', listening));
    port = (receiver.address() as AddressInfo).port;
  });
  beforeEach(async () => {
    nameServer = await NameServer.start();
  });
  afterEach(() => nameServer.stop());
  afterAll(() => receiver.close());

  const namesOf = (timeoutMs = 10_000) => new HostNames({ timeoutMs, servers: [nameServer.address] });
  const senderOf = (allowLoopback: boolean) => new WebhookSender({ allowLoopback, nameServers: [nameServer.address] });
  const postTo = (sender: WebhookSender, url: string) => sender.post({ url, headers: {}, body: '{}' });

  it('whose servers are silent hold up no other one', async () => {
    nameServer.known.set('alive.example', ['127.0.0.1']);
    const sender = senderOf(true);
    const names = namesOf();
    let ended = 0;
    const dead = Array.from({ length: 40 }, async (_, number) => {
      const answer = await postTo(sender, `https://silent-${number}.example/`);
      ended++;
      return answer;
    });
    while (new Set(nameServer.asked).size < dead.length) await new Promise(setImmediate);
    expect(await postTo(sender, `http://localhost:${port}/`)).toMatchObject({ status: 200 });
    expect(await names.addressesOf('alive.example')).toEqual([{ address: '127.0.0.1', family: 4 }]);
    expect(ended).toBe(0);
    sender.close();
    for (const answer of await Promise.all(dead)) expect(answer).toMatchObject({ failure: 'connection_lost' });
  });

  it('are asked for once at a time, however many want to know', async () => {
    nameServer.known.set('alive.example', ['127.0.0.1', '127.0.0.2']);
    const names = namesOf();
    const answers = await Promise.all(
      ['alive.example', 'Alive.Example', 'alive.example.'].map((n) => names.addressesOf(n)),
    );
    expect(new Set(answers).size).toBe(1);
    expect(nameServer.asked).toEqual(['alive.example', 'alive.example']);
    await names.addressesOf('alive.example');
    expect(nameServer.asked).toHaveLength(4);
  });

  it('are looked up no longer than a call lasts, and not beyond the end of whoever asks', async () => {
    const names = namesOf(50);
    await expect(names.addressesOf('silent.example')).rejects.toMatchObject({ code: 'ENOTFOUND' });
    // The second try of the name server did not come any more.
    expect(nameServer.asked).toHaveLength(2);
    const closed = namesOf();
    const waiting = closed.addressesOf('silent.example');
    while (nameServer.asked.length < 4) await new Promise(setImmediate);
    closed.close();
    await expect(waiting).rejects.toMatchObject({ code: 'ENOTFOUND' });
  });

  it('come from the hosts file before any name server', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'hosts-'));
    const hostsFile = join(directory, 'hosts');
    await writeFile(
      hostsFile,
      '# 10.0.0.9 receiver\n10.1.2.3\tother Receiver # receiver.example\nfe80::1%lo0 receiver\n',
    );
    const names = new HostNames({ timeoutMs: 50, servers: [nameServer.address], hostsFile });
    expect(await names.addressesOf('receiver')).toEqual([{ address: '10.1.2.3', family: 4 }]);
    // Also where no file says so.
    for (const name of ['localhost', 'hooks.localhost']) {
      expect((await names.addressesOf(name)).map(({ address }) => address)).toEqual(['127.0.0.1', '::1']);
    }
    expect(nameServer.asked).toEqual([]);
    await rm(directory, { recursive: true });
  });

  it('that lead inside are refused where the connection is made', async () => {
    nameServer.known.set('inside.example', ['127.0.0.1']);
    nameServer.known.set('half-inside.example', ['93.184.216.34', '10.1.2.3']);
    nameServer.known.set('nowhere.example', []);
    const sender = senderOf(false);
    for (const name of ['inside.example', 'half-inside.example']) {
      expect(await postTo(sender, `https://${name}/`)).toMatchObject({ failure: 'address_refused' });
    }
    expect(await postTo(sender, 'https://nowhere.example/')).toMatchObject({ failure: 'name_not_found' });
    sender.close();
  });

  it('are connected to by the addresses that were judged', async () => {
    nameServer.known.set('alive.example', ['127.0.0.1']);
    const names = namesOf();
    const agents = guardedAgents({ allowLoopback: true, resolve: (name) => names.addressesOf(name) });
    const options = { host: 'alive.example', port, agent: agents.http };
    const status = await new Promise((answered) => http.get(options, (response) => answered(response.statusCode)));
    expect(status).toBe(200);
    agents.http.destroy();
  });
});
