import { ApplicantClient } from '../client/applicant.js';
import { advance, offerWork, sealedContract } from '../client/offer.js';
import { approveTheWeek, onboard, workAWeek } from '../client/paid-work.js';
import { SignerClient } from '../client/signer.js';
import { lastFullWeek, zone } from '../client/working-week.js';
import { transfersInBook } from './bank-book.js';
import type { CrashHouse } from './crash-house.js';
import { type CrashWay, nothingCounted, type WayCounts } from './crash-way.js';
import type { Invariant } from './invariant.js';
import { contractsOf, isTransferOf, payInvariants, payoutsOf } from './pay-invariants.js';

const ownNumbers = { ssn: '123-45-6789', accountNumber: '000123450001' };
/** Two documents are drawn and sealed on the way, and a bank is asked every other second. */
export const payReachWithinMs = 120_000;

/** Somebody is advanced without a recording, signs, works a week and is paid for it. */
export class PayWay implements CrashWay {
  readonly reachWithinMs = payReachWithinMs;

  private constructor(
    private readonly house: CrashHouse,
    private readonly contractor: ApplicantClient,
  ) {}

  static async open(house: CrashHouse, caseName: string): Promise<PayWay> {
    return new PayWay(house, await offeredWork(house, caseName, lastFullWeek(new Date()).monday));
  }

  walk(): Promise<void>[] {
    return [this.signAndWork()];
  }

  invariants(): Invariant[] {
    return payInvariants(this.house, this.contractor, { payouts: 1 });
  }

  async counts(): Promise<WayCounts> {
    return await payCounts(this.house, this.contractor);
  }

  async close(): Promise<void> {}

  private async signAndWork(): Promise<void> {
    const { house, contractor } = this;
    const contractId = await signUp(house, contractor);
    await workAWeek(contractor, contractId, house.finance.maker.api);
    await approveTheWeek(house.finance);
  }
}

/** Somebody who applied, was advanced and has an offer. @param startDate the first day of the contract */
export async function offeredWork(house: CrashHouse, caseName: string, startDate: string): Promise<ApplicantClient> {
  const { anonymous, mailbox, recruiter } = house;
  const openingId = await house.makeOpening(`Opening of ${caseName}`);
  const email = `${caseName.replaceAll(/[^a-z-]/g, '-')}@contractors.example`;
  const details = { name: 'Casey Contractor', email, region: 'US-NY', language: 'en' };
  const contractor = await ApplicantClient.apply(anonymous, mailbox, openingId, details);
  await advance(recruiter, contractor.application.id);
  await offerWork(recruiter, contractor.application.id, { startDate, zone });
  return contractor;
}

/** Signs, and hands in what is asked for before the first pay. @returns the id of the sealed contract */
export async function signUp(house: CrashHouse, contractor: ApplicantClient): Promise<string> {
  const { email } = contractor.details;
  const signer = await SignerClient.open(house.anonymous, await house.mailbox.linkToken(email));
  await signer.signEverything(house.mailbox, email);
  const { id } = await sealedContract(contractor);
  await onboard(contractor, house.finance.maker.api, ownNumbers);
  return id;
}

export async function payCounts(house: CrashHouse, contractor: ApplicantClient): Promise<WayCounts> {
  const contracts = await contractsOf(contractor);
  const payouts = await payoutsOf(contractor);
  const transfers = await transfersInBook(house.platform);
  return {
    ...nothingCounted,
    seals: contracts.flatMap(({ documents }) => documents).filter(({ state }) => state === 'sealed').length,
    transfers: transfers.filter((transfer) => payouts.some((payout) => isTransferOf(payout, transfer))).length,
  };
}
