import { IsId, job } from '@guildhall/messages/contract';

export class AdoptContractPayload {
  @IsId('ctr')
  contractId!: string;
}

/** Asks for the terms of a sealed contract and opens its rate and the person's checklist. */
export const adoptContract = job({
  service: 'payroll',
  queue: 'onboarding',
  name: 'adopt-contract',
  payload: AdoptContractPayload,
  attempts: 10,
  backoffMs: 2_000,
  timeoutMs: 30_000,
});

export class PersonJobPayload {
  @IsId('per')
  personId!: string;
}

/** Looks again at a person's payouts: what keeps waiting, and what need not any more. */
export const reassessPayouts = job({
  service: 'payroll',
  queue: 'onboarding',
  name: 'reassess-payouts',
  payload: PersonJobPayload,
  attempts: 10,
  backoffMs: 2_000,
  timeoutMs: 60_000,
});
