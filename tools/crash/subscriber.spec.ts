import type { FeedEvent } from '@guildhall/messages/events';
import { outOfOrder } from './subscriber.js';

const event = (id: string, subject: string, sequence: number) =>
  ({ id, source: 'payroll', subject, sequence }) as FeedEvent;
const told = [event('a1', 'payout/a', 1), event('a2', 'payout/a', 2), event('b1', 'payout/b', 1)];
const arrived = (...ids: string[]) => ids.map((id) => ({ headers: { 'webhook-id': id }, body: '' }));

describe('what a subscriber says of the order', () => {
  it('is nothing where each subject came in its own, whatever came between and again', () => {
    expect(outOfOrder(arrived('b1', 'a1', 'a1', 'a2', 'a1', 'b1'), told)).toEqual([]);
  });

  it('is what came first after something later of its subject', () => {
    expect(outOfOrder(arrived('a2', 'b1', 'a1', 'a2'), told)).toEqual(['1 of payout/a came after 2']);
  });
});
