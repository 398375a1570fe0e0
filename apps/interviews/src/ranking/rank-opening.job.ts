import { IsId, job } from '@guildhall/messages/contract';

export class RankOpeningPayload {
  @IsId('opn')
  openingId!: string;
}

/** Makes a new ranking of an opening where its results have changed. */
export const rankOpening = job({
  service: 'interviews',
  queue: 'ranking',
  name: 'rank-opening',
  payload: RankOpeningPayload,
  attempts: 8,
  backoffMs: 1_000,
  timeoutMs: 60_000,
});
