import { IsId, job } from '@guildhall/messages/contract';

export class OfferJobPayload {
  @IsId('off')
  offerId!: string;
}

/** Ends an offer that nobody has taken in time. */
export const expireOffer = job({
  service: 'applicants',
  queue: 'deadlines',
  name: 'expire-offer',
  payload: OfferJobPayload,
  attempts: 8,
  backoffMs: 2_000,
  timeoutMs: 30_000,
});
