import { EnvelopeSigner } from '@guildhall/envelope';
import { ReplyOutbox } from './reply-outbox.js';
import { readReplies, writeResult } from './wire.js';

const signer = new EnvelopeSigner({ current: 'k1', keys: { k1: Buffer.alloc(32, 1) } });

function outbox() {
  const published: { inbox: string; nonces: string[] }[] = [];
  const publish = (inbox: string, sealed: string) => {
    const { body } = signer.open(sealed, { audience: inbox, kind: 'reply' });
    published.push({ inbox, nonces: readReplies(body).map((reply) => reply.nonce) });
  };
  const box = new ReplyOutbox({ service: 'events', signer, publish });
  const add = (inbox: string, nonce: string, text = '') =>
    box.add(inbox, { nonce, body: writeResult(JSON.stringify({ text })), correlationId: 'req_1', ttlMs: 1 });
  return { published, add };
}

describe('the outbox of replies', () => {
  it('sends together what is ready together, one envelope an inbox', async () => {
    const { published, add } = outbox();
    await Promise.all(
      ['a', 'b', 'c'].map(async (nonce) => add('inbox-1', nonce)).concat([(async () => add('inbox-2', 'd'))()]),
    );
    await new Promise((resolve) => process.nextTick(resolve));
    expect(published).toEqual([
      { inbox: 'inbox-1', nonces: ['a', 'b', 'c'] },
      { inbox: 'inbox-2', nonces: ['d'] },
    ]);
  });

  it('sends large replies at once, and none twice', async () => {
    const { published, add } = outbox();
    for (const nonce of ['a', 'b', 'c']) add('inbox-1', nonce, 'x'.repeat(200_000));
    await new Promise((resolve) => process.nextTick(resolve));
    expect(published.map((one) => one.nonces)).toEqual([['a', 'b'], ['c']]);
  });
});
