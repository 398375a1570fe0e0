import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { WebhookSender } from './webhook-sender.js';

describe('a call on a kept connection', () => {
  let receiver: Server;
  let url: string;
  let calls = 0;
  let take: (call: number, request: IncomingMessage, response: ServerResponse) => void;

  beforeEach(async () => {
    calls = 0;
    receiver = createServer((request, response) => take(++calls, request, response));
    await new Promise<void>((listening) => receiver.listen(0, '127.0.0.1', listening));
    url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
  });
  afterEach(async () => {
    receiver.closeAllConnections();
    await new Promise((closed) => receiver.close(closed));
  });

  /** The first call leaves a connection behind; the second one meets `cutAfterMs` later its end. */
  const afterOne = async (timeoutMs: number, cutAfterMs: number, takeThird: (response: ServerResponse) => void) => {
    take = (call, request, response) => {
      if (call === 1) response.end();
      else if (call === 2) setTimeout(() => request.socket.destroy(), cutAfterMs);
      else takeThird(response);
    };
    const sender = new WebhookSender({ allowLoopback: true, timeoutMs });
    const post = () => sender.post({ url, headers: {}, body: '{}' });
    expect(await post()).toMatchObject({ status: 200 });
    // The connection is given back once the answer was read.
    await pause(20);
    const beganAtMs = performance.now();
    const answer = await post();
    const tookMs = performance.now() - beganAtMs;
    sender.close();
    return { answer, tookMs };
  };

  it('is made once more where the receiver had closed it', async () => {
    const { answer } = await afterOne(10_000, 0, (response) => response.end());
    expect(answer).toMatchObject({ status: 200 });
    expect(calls).toBe(3);
  });

  it('is not made once more where the receiver cut it later: it may have taken the call', async () => {
    const { answer } = await afterOne(10_000, 1_100, (response) => response.end());
    expect(answer).toMatchObject({ status: null, failure: 'connection_lost' });
    expect(calls).toBe(2);
  });

  it('has the time of one call for both tries', async () => {
    const { answer, tookMs } = await afterOne(3_000, 800, () => undefined);
    expect(answer).toMatchObject({ status: null, failure: 'no_answer_in_time' });
    expect(calls).toBe(3);
    expect(tookMs).toBeLessThan(3_700);
  });
});
