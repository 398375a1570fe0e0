import type { Tx } from '@guildhall/database';
import { Inject, Injectable } from '@nestjs/common';
import type { NachaOrigin } from '../nacha/nacha-writer.js';
import { OnboardingRepository } from '../onboarding/onboarding.repository.js';
import { accountPlace, holderPlace } from '../onboarding/sensitive-places.js';
import { PAYROLL_CONFIG, PayrollConfig } from '../payroll.config.js';
import { houseOwner, PersonalKeys } from '../sensitive/personal-keys.js';
import { type FieldPlace, openField, sealField } from '../sensitive/sealed-field.js';
import type { PayoutEntity, PayoutFileEntity } from './payout.entity.js';
import { PayoutRepository } from './payout.repository.js';
import { individualIdOf, type PlannedPayment, UnwritablePayoutFile } from './payout-file.js';

const payoutsAtOnce = 1_000;

/** The accounts that a file pays to are opened for it alone, and the file itself is kept sealed. */
@Injectable()
export class PayoutFileContents {
  readonly origin: NachaOrigin;
  readonly timeZone: string;

  constructor(
    private readonly payouts: PayoutRepository,
    private readonly onboarding: OnboardingRepository,
    private readonly keys: PersonalKeys,
    @Inject(PAYROLL_CONFIG) config: PayrollConfig,
  ) {
    this.timeZone = config.achBankTimeZone;
    this.origin = {
      ...{ destination: config.achBankRoutingNumber, destinationName: config.achBankName, origin: config.achCompanyId },
      ...{ originName: config.achCompanyName, companyName: config.achCompanyName, companyId: config.achCompanyId },
      odfi: config.achBankRoutingNumber.slice(0, 8),
    };
  }

  /** In the order of their places; accounts are opened a thousand at a time. @throws UnwritablePayoutFile where a person's key is gone */
  async plan(fileId: string): Promise<PlannedPayment[]> {
    const planned: PlannedPayment[] = [];
    for (;;) {
      const page = await this.payouts.pageOfFile(fileId, planned.at(-1)?.traceNumber ?? '', payoutsAtOnce);
      if (page.length === 0) return planned;
      planned.push(...(await this.planPage(page)));
    }
  }

  private async planPage(payouts: readonly PayoutEntity[]): Promise<PlannedPayment[]> {
    const methods = await this.onboarding.findMethods(payouts.map(({ payoutMethodId }) => payoutMethodId!));
    const byId = new Map(methods.map((method) => [method.id, method]));
    const keys = await this.keys.allOf(payouts.map(({ personId }) => personId));
    return payouts.map(({ id, personId, payoutMethodId, amountMinor, traceNumber }) => {
      const method = byId.get(payoutMethodId!);
      const key = keys.get(personId);
      if (!method || !key) throw new UnwritablePayoutFile(`The account of payout ${id} cannot be opened any more.`);
      return {
        ...{ routingNumber: method.routingNumber, accountType: method.accountType, amountMinor },
        ...{ individualId: individualIdOf(id), traceNumber: traceNumber! },
        accountNumber: openField(key, accountPlace(method.id), method.accountToken),
        name: openField(key, holderPlace(method.id), method.holderToken),
      };
    });
  }

  async seal(tx: Tx, fileId: string, content: string): Promise<string> {
    return sealField(await this.keys.obtain(tx, houseOwner), placeOf(fileId), content);
  }

  async open({ id, contentToken }: PayoutFileEntity): Promise<string> {
    return await this.keys.open(houseOwner, placeOf(id), contentToken!);
  }
}

function placeOf(fileId: string): FieldPlace {
  return { table: 'payout_file', column: 'content_token', rowId: fileId, version: 1 };
}
