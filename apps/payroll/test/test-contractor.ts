import { newId } from '@guildhall/messages/contract';
import type { ContractTerms } from '@guildhall/messages/contracts';
import {
  addPayoutMethod,
  approveTimesheetLine,
  getMyOnboarding,
  listMyTimesheets,
  logTime,
  type OnboardingItem,
  type OnboardingKind,
  reviewOnboardingItem,
  submitTaxForm,
  submitTimesheet,
  type Timesheet,
} from '@guildhall/messages/payroll';
import type { Caller, PayrollHouse } from './payroll-house.js';

export interface ContractDetails extends ContractTerms {
  accountNumber: string;
}

export const taxNumber = '123-45-6789';

/** A contractor with a sealed contract, and what they do. */
export class TestContractor {
  readonly call: Caller;

  private constructor(
    private readonly house: PayrollHouse,
    readonly terms: ContractTerms,
    readonly accountNumber: string,
  ) {
    this.call = house.callerAs({ kind: 'applicant', id: terms.personId });
  }

  static async sealed(house: PayrollHouse, details: Partial<ContractDetails>): Promise<TestContractor> {
    const { accountNumber = '000123450001', ...given } = details;
    const terms: ContractTerms = {
      ...{
        contractId: newId('ctr'),
        personId: newId('per'),
        projectId: newId('prj'),
        agreementSha256: 'a1'.repeat(32),
      },
      ...{ rateMinor: '8550', currency: 'USD', weeklyLimitSeconds: 144_000, startDate: '2026-02-16' },
      ...{ zone: 'America/New_York', sealedAt: house.clock.now().toISOString() },
      ...given,
    };
    house.contracts.seal(terms);
    await house.settle();
    return new TestContractor(house, terms, accountNumber);
  }

  get personId(): string {
    return this.terms.personId;
  }

  async item(kind: OnboardingKind): Promise<OnboardingItem> {
    return (await this.call(getMyOnboarding, {})).items.find((item) => item.kind === kind)!;
  }

  async handInTaxForm(): Promise<void> {
    const form = { form: 'w9', name: 'Zoë Ångström', numberKind: 'ssn', number: taxNumber, certified: true } as const;
    await this.call(submitTaxForm, form);
  }

  get account() {
    const { accountNumber } = this;
    return { routingNumber: '021000021', accountNumber, accountType: 'checking', holderName: 'Zoë Ångström' } as const;
  }

  async verify(kind: OnboardingKind): Promise<void> {
    const { id: itemId, version } = await this.item(kind);
    await this.house.finance[0](reviewOnboardingItem, { itemId, version: version!, outcome: 'verified' });
    await this.house.settle();
  }

  /** Hands everything in and has it verified. */
  async onboard(): Promise<this> {
    await this.handInTaxForm();
    await this.call(addPayoutMethod, this.account);
    await this.verify('tax_form');
    await this.verify('payout_method');
    return this;
  }

  /** Works so many hours on the Wednesday of a week, from eight in the morning in New York. */
  async log(day: string, hours: number): Promise<void> {
    const startedAt = new Date(`${day}T08:00:00-05:00`);
    const endedAt = new Date(startedAt.getTime() + hours * 3_600_000);
    const { contractId } = this.terms;
    await this.call(logTime, { contractId, startedAt: startedAt.toISOString(), endedAt: endedAt.toISOString() });
  }

  /** The newest timesheet. */
  async timesheet(): Promise<Timesheet> {
    return (await this.call(listMyTimesheets, { limit: 1 })).data[0]!;
  }

  /** Logs the hours, hands in, and has every line within the limit approved. */
  async work(day: string, hours: number): Promise<Timesheet> {
    await this.log(day, hours);
    const open = await this.timesheet();
    const handedIn = await this.call(submitTimesheet, { timesheetId: open.id });
    for (const { id: lineId, kind } of handedIn.lines) {
      if (kind === 'over_cap') continue;
      await this.house.finance[0](approveTimesheetLine, { timesheetId: open.id, lineId });
    }
    return await this.timesheet();
  }
}
