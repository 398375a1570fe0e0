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

/** Somebody is advanced without a recording, signs, works a week and is paid for it. */
export class PayWay implements CrashWay {
  /** Two documents are drawn and sealed on the way, and a bank is asked every other second. */
  readonly reachWithinMs = 120_000;

  private constructor(
    private readonly house: CrashHouse,
    private readonly contractor: ApplicantClient,
  ) {}

  /** Until the offer is extended. */
  static async open(house: CrashHouse, caseName: string): Promise<PayWay> {
    const { anonymous, mailbox, recruiter } = house;
    const openingId = await house.makeOpening(`Opening of ${caseName}`);
    const email = `${caseName.replaceAll(/[^a-z-]/g, '-')}@contractors.example`;
    const details = { name: 'Casey Contractor', email, region: 'US-NY', language: 'en' };
    const contractor = await ApplicantClient.apply(anonymous, mailbox, openingId, details);
    await advance(recruiter, contractor.application.id);
    const terms = { startDate: lastFullWeek(new Date()).monday, zone };
    await offerWork(recruiter, contractor.application.id, terms);
    return new PayWay(house, contractor);
  }

  walk(): Promise<void>[] {
    return [this.signAndWork()];
  }

  invariants(): Invariant[] {
    return payInvariants(this.house, this.contractor);
  }

  async counts(): Promise<WayCounts> {
    const contracts = await contractsOf(this.contractor);
    const payouts = await payoutsOf(this.contractor);
    const transfers = await transfersInBook(this.house.platform);
    return {
      ...nothingCounted,
      seals: contracts.flatMap(({ documents }) => documents).filter(({ state }) => state === 'sealed').length,
      transfers: transfers.filter((transfer) => payouts.some((payout) => isTransferOf(payout, transfer))).length,
    };
  }

  private async signAndWork(): Promise<void> {
    const { house, contractor } = this;
    const { email } = contractor.details;
    const finance = house.finance.maker.api;
    const signer = await SignerClient.open(house.anonymous, await house.mailbox.linkToken(email));
    await signer.signEverything(house.mailbox, email);
    const { id } = await sealedContract(contractor);
    await onboard(contractor, finance, ownNumbers);
    await workAWeek(contractor, id, finance);
    await approveTheWeek(house.finance);
  }
}
