import { openingClosed } from '@guildhall/messages/applicants';
import { newId, uuidOf } from '@guildhall/messages/contract';
import {
  type ChangeWebhookInput,
  changeWebhook,
  createWebhook,
  deleteWebhook,
  disableWebhook,
  enableWebhook,
  getWebhook,
  listWebhookDeliveries,
  pingWebhook,
  replayWebhook,
  resendWebhookDelivery,
} from '@guildhall/messages/events';
import { planPublished } from '@guildhall/messages/interviews';
import { latch, waitFor } from '@guildhall/testing';
import { EventsHouse } from '../../test/events-house.js';
import { SmtpHouse } from '../../test/smtp-house.js';
import { WebhookReceiver } from '../../test/webhook-receiver.js';
import { retryDelaysMs } from './retry-schedule.js';

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

describe('webhooks', () => {
  let house: EventsHouse;
  let smtp: SmtpHouse;
  let receiver: WebhookReceiver;
  let count = 0;

  beforeAll(async () => {
    smtp = await SmtpHouse.open();
    house = await EventsHouse.open({ smtpUrl: smtp.url });
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
    await smtp?.stop();
  });

  const webhook = async (input: { types?: string; url?: string } = {}) => {
    const path = `/hook-${++count}`;
    const made = await house.ask(createWebhook, { url: receiver.url(path), ...input });
    return { ...made, path, received: () => receiver.at(path) };
  };
  const close = async (openingId = newId('opn')) =>
    await house.tell(openingClosed, `opening/${openingId}`, { openingId });
  const publish = async () => {
    const planId = newId('pln');
    return await house.tell(planPublished, `plan/${planId}`, { planId, planVersionId: newId('plv') });
  };
  const later = async (ms: number) => {
    house.clock.advance({ seconds: ms / 1_000 });
    await house.settle();
  };
  const log = async (webhookId: string) => (await house.ask(listWebhookDeliveries, { webhookId })).data;

  it('bring an event as the feed gives it, signed so that the library of Standard Webhooks accepts it', async () => {
    const { id: webhookId, secret, received } = await webhook();
    const { id } = await close();
    await house.settle();
    const [first, ...more] = received();
    expect(more).toEqual([]);
    const event = WebhookReceiver.verified(first!, secret);
    const { data } = await house.read({ types: 'opening.closed', limit: 100 });
    expect(event).toEqual(data.find((one) => one.id === id));
    expect(first!.headers).toMatchObject({
      'webhook-id': id,
      'content-type': 'application/json; charset=utf-8',
    });
    expect(await log(webhookId)).toMatchObject([{ eventId: id, kind: 'event', state: 'delivered', attempts: 1 }]);
  });

  it('are told of what their filter names, and of nothing internal', async () => {
    const plans = await webhook({ types: 'plan.*' });
    const closings = await webhook({ types: 'opening.closed,account.*' });
    const [closed, published] = [await close(), await publish()];
    await house.settle();
    expect(plans.received().map(({ event }) => event.id)).toEqual([published.id]);
    expect(closings.received().map(({ event }) => event.id)).toEqual([closed.id]);
  });

  it('are tried ten times over three days, under one id, with a fresh signature each time', async () => {
    receiver.reply = () => ({ status: 500 });
    const { id: webhookId, secret, received } = await webhook();
    const { id } = await close();
    await house.settle();
    const waits = [5 * secondMs, 5 * minuteMs, 30 * minuteMs, 2 * hourMs, 5 * hourMs, 10 * hourMs];
    for (const [index, ms] of [...waits, 14 * hourMs, 20 * hourMs, 24 * hourMs].entries()) {
      await later(0.85 * ms);
      expect(received()).toHaveLength(index + 1);
      await later(0.3 * ms);
      expect(received()).toHaveLength(index + 2);
    }
    await later(30 * dayMs);
    expect(received()).toHaveLength(10);
    expect(new Set(received().map(({ headers }) => headers['webhook-id']))).toEqual(new Set([id]));
    for (const one of received()) expect(WebhookReceiver.verified(one, secret).id).toBe(id);
    expect(await log(webhookId)).toMatchObject([{ state: 'given_up', attempts: 10, lastStatus: 500 }]);
  });

  it('keep the order of a subject: later events wait for the earlier one, others do not', async () => {
    const subject = newId('opn');
    const { received } = await webhook();
    receiver.reply = ({ event }, before) =>
      event.subject === `opening/${subject}` && event.sequence === 1 && before < 2 ? { status: 503 } : { status: 200 };
    const [first, second] = [await close(subject), await close(subject)];
    const other = await close();
    await house.settle();
    expect(
      received()
        .map(({ event }) => event.id)
        .sort(),
    ).toEqual([first.id, other.id].sort());
    const third = await close(subject);
    await later(6 * secondMs);
    await later(6 * minuteMs);
    expect(
      received()
        .map(({ event }) => event.id)
        .filter((id) => id !== other.id),
    ).toEqual([...[first.id, first.id, first.id, second.id, third.id]]);
  });

  it('go on behind an event that is given up', async () => {
    const subject = newId('opn');
    const { id: webhookId, received } = await webhook();
    receiver.reply = ({ event }) => (event.sequence === 1 ? { status: 400 } : { status: 200 });
    const [first, second] = [await close(subject), await close(subject)];
    await house.settle();
    for (const ms of retryDelaysMs.slice(1)) await later(1.15 * ms);
    expect(received().map(({ event }) => event.id)).toEqual([...Array(10).fill(first.id), second.id]);
    expect((await log(webhookId)).map(({ state }) => state).sort()).toEqual(['delivered', 'given_up']);
  });

  it('deliver each once and in order where three processes work at it together', async () => {
    const others = await Promise.all([1, 2].map(() => house.startAnother({ roles: ['worker'] })));
    const { received } = await webhook();
    const subjects = Array.from({ length: 5 }, () => newId('opn'));
    const told: string[] = [];
    for (let round = 0; round < 12; round++) {
      for (const subject of subjects) told.push((await close(subject)).id);
    }
    await house.settle();
    await waitFor(() => received().length >= told.length);
    expect(received()).toHaveLength(told.length);
    for (const subject of subjects) {
      const own = received().filter(({ event }) => event.subject === `opening/${subject}`);
      expect(own.map(({ event }) => event.sequence)).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
    }
    await Promise.all(others.map((other) => other.close()));
  });

  it('delay no other endpoint by one that hangs', async () => {
    const dead = await webhook();
    const alive = await webhook();
    const released = latch();
    receiver.reply = async ({ path }) => {
      if (path === dead.path) await released.opened;
      return { status: 200 };
    };
    const told = [];
    for (let event = 0; event < 40; event++) told.push((await close()).id);
    await waitFor(() => alive.received().length === 40);
    expect(dead.received().length).toBeLessThanOrEqual(8);
    released.open();
    await house.settle();
    expect(new Set(dead.received().map(({ event }) => event.id))).toEqual(new Set(told));
  });

  it('follow no redirect, and take it for a failure', async () => {
    const { id: webhookId, received } = await webhook();
    receiver.reply = () => ({ status: 302, headers: { location: receiver.url('/elsewhere') } });
    await close();
    await house.settle();
    expect(received()).toHaveLength(1);
    expect(receiver.at('/elsewhere')).toEqual([]);
    expect(await log(webhookId)).toMatchObject([{ state: 'waiting', lastStatus: 302 }]);
  });

  it('note a connection that is cut, and try again', async () => {
    const { id: webhookId, received } = await webhook();
    receiver.reply = (_webhook, before) => (before === 0 ? 'cut' : { status: 200 });
    await close();
    await house.settle();
    expect(await log(webhookId)).toMatchObject([
      { state: 'waiting', lastStatus: null, lastFailure: 'connection_lost' },
    ]);
    await later(6 * secondMs);
    expect(received()).toHaveLength(2);
  });

  it('wait as long as a receiver asks for, with everything', async () => {
    const { id: webhookId, received } = await webhook();
    receiver.reply = (_webhook, before) =>
      before === 0 && received().length === 1 ? { status: 429, headers: { 'retry-after': '600' } } : { status: 200 };
    await close();
    await house.settle();
    await close();
    await later(9 * minuteMs);
    expect(received()).toHaveLength(1);
    expect((await house.ask(getWebhook, { webhookId })).pausedUntil).not.toBeNull();
    await later(2 * minuteMs);
    expect(received()).toHaveLength(3);
  });

  it('end where the receiver says that it is gone, and all admins are told', async () => {
    const emails = ['one@staff.example', 'two@staff.example'];
    house.people.admins = emails.map((email) => house.people.add(email));
    const { id: webhookId, received } = await webhook();
    receiver.reply = () => ({ status: 410 });
    await close();
    await house.settle();
    await close();
    await house.settle();
    await house.settle();
    expect(received()).toHaveLength(1);
    expect(await house.ask(getWebhook, { webhookId })).toMatchObject({ state: 'disabled', disabledReason: 'gone' });
    for (const email of emails) {
      expect(smtp.to(email).map(({ subject }) => subject)).toEqual(['A webhook gets no more events']);
      expect(smtp.to(email)[0]!.text).toContain(`https://hiring.example/webhooks/${webhookId}`);
    }
    const { data } = await house.read({ types: 'webhook.disabled', limit: 100 });
    expect(data.at(-1)).toMatchObject({ subject: `webhook/${webhookId}`, data: { webhookId, reason: 'gone' } });
  });

  it('are disabled after five days in which nothing was taken, and not by failures between successes', async () => {
    receiver.reply = () => ({ status: 500 });
    const failing = await webhook({ types: 'opening.*' });
    const shaky = await webhook({ types: 'opening.*' });
    for (let day = 0; day < 6; day++) {
      await close();
      await house.settle();
      receiver.reply = ({ path }) => ({ status: path === shaky.path ? 200 : 500 });
      await close();
      await house.settle();
      receiver.reply = () => ({ status: 500 });
      await later(dayMs);
    }
    const state = async (webhookId: string) => await house.ask(getWebhook, { webhookId });
    expect(await state(failing.id)).toMatchObject({ state: 'disabled', disabledReason: 'failing' });
    expect(await state(shaky.id)).toMatchObject({ state: 'enabled' });
  });

  it('go on where they stopped once they are enabled again', async () => {
    const { id: webhookId, received } = await webhook();
    receiver.reply = () => ({ status: 500 });
    const waiting = await close();
    await house.settle();
    await house.ask(disableWebhook, { webhookId });
    const missed = await close();
    await later(hourMs);
    expect(received()).toHaveLength(1);
    receiver.reply = () => ({ status: 200 });
    await house.ask(enableWebhook, { webhookId });
    await house.settle();
    expect(received().map(({ event }) => event.id)).toEqual([waiting.id, waiting.id]);
    const from = new Date(house.clock.now().getTime() - 2 * hourMs).toISOString();
    const until = house.clock.now().toISOString();
    expect((await house.ask(replayWebhook, { webhookId, from, until })).deliveries).toBeGreaterThanOrEqual(2);
    await house.settle();
    expect(received().map(({ event }) => event.id)).toContain(missed.id);
  });

  it('refuse a range that is none, and a change that leaves no URL, by the name of the field', async () => {
    const { id: webhookId } = await webhook();
    const now = house.clock.now().toISOString();
    for (const odd of ['2026-11-20T10', '20261121', '2026-W47-5']) {
      for (const [field, range] of Object.entries({
        from: { from: odd, until: now },
        until: { from: now, until: odd },
      })) {
        await expect(house.ask(replayWebhook, { webhookId, ...range })).rejects.toMatchObject({
          code: 'validation_failed',
          errors: [{ field }],
        });
      }
    }
    const withoutUrl = { webhookId, url: null } as unknown as ChangeWebhookInput;
    await expect(house.ask(changeWebhook, withoutUrl)).rejects.toMatchObject({
      code: 'validation_failed',
      errors: expect.arrayContaining([expect.objectContaining({ field: 'url' })]),
    });
    const changed = await house.ask(changeWebhook, { webhookId, description: null, types: null });
    expect(changed.url).toBe((await house.ask(getWebhook, { webhookId })).url);
  });

  it('can be pinged, and one delivery sent again under its id', async () => {
    const { id: webhookId, secret, received } = await webhook();
    await house.ask(pingWebhook, { webhookId });
    const { id } = await close();
    await house.settle();
    const ping = received().find(({ event }) => event.type === 'webhook.ping')!;
    expect(WebhookReceiver.verified(ping, secret)).toMatchObject({ source: 'guildhall/events', data: { webhookId } });
    const delivery = (await log(webhookId)).find(({ eventId }) => eventId === id)!;
    await house.ask(resendWebhookDelivery, { webhookId, deliveryId: delivery.id });
    await house.settle();
    expect(received().filter(({ headers }) => headers['webhook-id'] === id)).toHaveLength(2);
    expect((await log(webhookId)).map(({ kind }) => kind)).toEqual(['resend', 'event', 'ping']);
    await house.ask(disableWebhook, { webhookId });
    for (const asked of [
      () => house.ask(pingWebhook, { webhookId }),
      () => house.ask(resendWebhookDelivery, { webhookId, deliveryId: delivery.id }),
    ]) {
      await expect(asked()).rejects.toMatchObject({ code: 'webhook_disabled' });
    }
  });

  it('end at once where they are deleted, and tell two who delete one the same', async () => {
    const { id: webhookId, received } = await webhook();
    receiver.reply = () => ({ status: 500 });
    await close();
    await house.settle();
    await Promise.all([1, 2].map(() => house.ask(deleteWebhook, { webhookId })));
    await close();
    await later(hourMs);
    expect(received()).toHaveLength(1);
    expect(await house.sql('SELECT FROM webhook_secret WHERE webhook_id = $1', [uuidOf(webhookId)])).toEqual([]);
    for (const asked of [
      () => house.ask(getWebhook, { webhookId }),
      () => house.ask(enableWebhook, { webhookId }),
      () => house.ask(deleteWebhook, { webhookId: newId('whk') }),
    ]) {
      await expect(asked()).rejects.toMatchObject({ code: 'not_found' });
    }
  });

  it('are delivered where the process that held them died', async () => {
    const { received } = await webhook();
    await house.sql(`UPDATE webhook SET state = 'disabled' WHERE state = 'enabled'`);
    const id = await heldDelivery();
    await house.sql(`UPDATE webhook SET state = 'enabled' WHERE state = 'disabled'`);
    await house.settle();
    expect(received()).toEqual([]);
    await house.sql(`UPDATE webhook_delivery SET held_until = now() - interval '1 second' WHERE id = $1`, [uuidOf(id)]);
    await house.settle();
    expect(received()).toHaveLength(1);
  });

  it('lose nothing where Redis is emptied and its connections are gone', async () => {
    const { received } = await webhook();
    const { id } = await close();
    await house.redis.restart();
    const after = await close();
    await waitFor(
      async () => {
        await house.settle().catch(() => undefined);
        return received().length >= 2;
      },
      { timeoutMs: 30_000 },
    );
    expect(new Set(received().map(({ event }) => event.id))).toEqual(new Set([id, after.id]));
  }, 40_000);

  /** A delivery that some process claimed and is calling. */
  async function heldDelivery(): Promise<string> {
    const [row] = await house.sql<{ id: string }>(`SELECT id FROM webhook WHERE state = 'disabled'`);
    const id = newId('dlv');
    await house.sql(
      `INSERT INTO webhook_delivery (id, webhook_id, event_id, position, type, subject, kind, state, attempts,
         next_attempt_at, held_until, created_at)
       VALUES ($1, $2, $3, 0, 'webhook.ping', 'webhook/x', 'ping', 'waiting', 1, $4, now() + interval '35 seconds', $4)`,
      [uuidOf(id), row!.id, uuidOf(newId('evt')), house.clock.now()],
    );
    return id;
  }
});
