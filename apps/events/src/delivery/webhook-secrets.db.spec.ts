import { openingClosed } from '@guildhall/messages/applicants';
import { newId, uuidOf } from '@guildhall/messages/contract';
import { createWebhook, listWebhookDeliveries, rotateWebhookSecret } from '@guildhall/messages/events';
import { waitFor } from '@guildhall/testing';
import pg from 'pg';
import { EventsHouse } from '../../test/events-house.js';
import { WebhookReceiver } from '../../test/webhook-receiver.js';

describe('secrets of webhooks', () => {
  let house: EventsHouse;
  let receiver: WebhookReceiver;
  let count = 0;

  beforeAll(async () => {
    house = await EventsHouse.open();
  });
  beforeEach(async () => {
    receiver = await WebhookReceiver.start();
  });
  afterEach(async () => {
    await house.sql(`UPDATE webhook SET state = 'deleted'`);
    await receiver.stop();
  });
  afterAll(async () => {
    await house?.close();
  });

  const webhook = async () => {
    const path = `/hook-${++count}`;
    const made = await house.ask(createWebhook, { url: receiver.url(path) });
    return { ...made, received: () => receiver.at(path) };
  };
  const close = async (openingId = newId('opn')) =>
    await house.tell(openingClosed, `opening/${openingId}`, { openingId });
  const log = async (webhookId: string) => (await house.ask(listWebhookDeliveries, { webhookId })).data;

  it('sign with the old and the new secret while they are exchanged, then with the new one alone', async () => {
    const { id: webhookId, secret: older, received } = await webhook();
    const { secret: newer } = await house.ask(rotateWebhookSecret, { webhookId, overlapHours: 1 });
    await close();
    await house.settle();
    for (const secret of [older, newer]) WebhookReceiver.verified(received()[0]!, secret);
    house.clock.advance({ hours: 1, seconds: 1 });
    await close();
    await house.settle();
    WebhookReceiver.verified(received()[1]!, newer);
    expect(() => WebhookReceiver.verified(received()[1]!, older)).toThrow('No matching signature found');
  });

  it('are held by nobody who could not read their secrets, and go out as soon as that is possible again', async () => {
    const { received } = await webhook();
    const { id } = await withoutSecrets(async () => {
      const told = await close();
      const isRefused = () => house.logLines.some((line) => line.includes('Webhooks could not be worked off'));
      await waitFor(isRefused, { timeoutMs: 10_000 });
      return told;
    });
    // Far sooner than a hold ends.
    await waitFor(() => received().length > 0, { timeoutMs: 10_000 });
    expect(received().map(({ event }) => event.id)).toEqual([id]);
  }, 40_000);

  it('fail by name, and hold up no other endpoint, where their secret cannot be read', async () => {
    const [broken, sound] = [await webhook(), await webhook()];
    const damage = `UPDATE webhook_secret SET sealed = set_byte(sealed, 0, get_byte(sealed, 0) # 1) WHERE webhook_id = $1`;
    await house.sql(damage, [uuidOf(broken.id)]);
    const { id } = await close();
    await house.settle();
    expect(sound.received().map(({ event }) => event.id)).toEqual([id]);
    expect(broken.received()).toEqual([]);
    expect(await log(broken.id)).toMatchObject([
      { state: 'waiting', attempts: 1, lastStatus: null, lastFailure: 'secret_unreadable' },
    ]);
    expect(house.logLines.filter((line) => line.includes('WEBHOOK_SECRETS_KEY')).join()).toContain(broken.id);
    // The cure: a new one signs, whatever became of the old one.
    const { secret } = await house.ask(rotateWebhookSecret, { webhookId: broken.id });
    house.clock.advance({ seconds: 6 });
    await house.settle();
    expect(WebhookReceiver.verified(broken.received()[0]!, secret).id).toBe(id);
    expect(await log(broken.id)).toMatchObject([{ state: 'delivered', attempts: 2, lastFailure: null }]);
  });

  it('are not sent unsigned where the endpoint has lost its secrets since', async () => {
    const { id: webhookId, received } = await webhook();
    await house.sql('DELETE FROM webhook_secret WHERE webhook_id = $1', [uuidOf(webhookId)]);
    await close();
    await house.settle();
    expect(received()).toEqual([]);
    expect(await log(webhookId)).toMatchObject([{ state: 'waiting', lastFailure: 'secret_unreadable' }]);
    expect(await house.sql('SELECT FROM webhook_delivery WHERE held_until IS NOT NULL')).toEqual([]);
  });

  it('leave no secret behind in the tables, the log and Redis', async () => {
    const { id: webhookId, secret } = await webhook();
    const { secret: second } = await house.ask(rotateWebhookSecret, { webhookId });
    await close();
    await house.settle();
    const tables = ['webhook', 'webhook_secret', 'webhook_delivery', 'idempotent_command', 'audit_entry', 'job_intent'];
    const rows = await Promise.all([...tables, 'event'].map((table) => house.sql(`SELECT t::text FROM ${table} AS t`)));
    const text = JSON.stringify(rows) + house.logLines.join('\n');
    for (const one of [secret, second]) {
      const bytes = Buffer.from(one.slice('whsec_'.length), 'base64');
      for (const form of [one, one.slice('whsec_'.length), bytes.toString('hex')]) expect(text).not.toContain(form);
    }
  });

  /** Does something while the service cannot read what it signs with. */
  async function withoutSecrets<T>(act: () => Promise<T>): Promise<T> {
    const client = new pg.Client({ connectionString: house.db.adminUrl });
    await client.connect();
    try {
      await client.query('REVOKE SELECT ON events.webhook_secret FROM events');
      return await act();
    } finally {
      await client.query('GRANT SELECT ON events.webhook_secret TO events');
      await client.end();
    }
  }
});
