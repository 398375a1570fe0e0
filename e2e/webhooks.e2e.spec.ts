import type { ApiKeyCreated } from '@guildhall/messages/accounts';
import type { EventTypes, FeedPage, WebhookDeliveryPage, WebhookWithSecret } from '@guildhall/messages/events';
import { waitFor } from '@guildhall/testing';
import { WebhookReceiver } from '../apps/events/test/webhook-receiver.js';
import { whenProved } from '../tools/client/step-up.js';
import { type House, startHouse } from './support/house.js';
import { makeApplicant, makeOpening } from './support/opening.js';

describe('webhooks', () => {
  let house: House;
  let receiver: WebhookReceiver;

  beforeAll(async () => {
    [house, receiver] = await Promise.all([startHouse(), WebhookReceiver.start()]);
  }, 120_000);
  afterAll(async () => {
    await house?.close();
    await receiver?.stop();
  });

  it('bring what happens to an application, signed, and the same as the feed shows to a system', async () => {
    const { api } = await house.invite('second-admin', ['admin']);
    await expect(api.post('/v1/webhooks', { url: receiver.url() })).rejects.toMatchObject({ status: 403 });
    const input = { url: receiver.url(), types: 'application.*' };
    const { id, secret } = await whenProved(
      { api, mailbox: house.mailbox, email: 'second-admin@staff.example' },
      (proved) => proved.post<WebhookWithSecret>('/v1/webhooks', input),
    );
    const recruiter = await house.invite('recruiter', ['recruiter']);
    const opening = await makeOpening(recruiter.api);
    const applicant = await makeApplicant(house, opening.id, 'a');
    await house.settle();
    await waitFor(() => receiver.received.length > 0);

    const events = receiver.received.map((one) => WebhookReceiver.verified(one, secret));
    expect(events).toContainEqual(
      expect.objectContaining({
        type: 'application.submitted',
        data: expect.objectContaining({ applicationId: applicant.application.id }),
      }),
    );
    const key = await api.post<ApiKeyCreated>('/v1/api-keys', { name: 'A system', scopes: ['events:read'] });
    const feed = await api.as(key.key).get<FeedPage>('/v1/events?types=application.*');
    expect(feed.data).toEqual(expect.arrayContaining(events));
    const log = await api.get<WebhookDeliveryPage>(`/v1/webhooks/${id}/deliveries?state=delivered`);
    expect(log.data.map(({ eventId }) => eventId)).toContain(events[0]!.id);
    const { data: types } = await house.anonymous.get<EventTypes>('/v1/event-types');
    expect(types.map(({ type }) => type)).toEqual(expect.arrayContaining(events.map(({ type }) => type)));
  }, 120_000);
});
