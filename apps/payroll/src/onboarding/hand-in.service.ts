import { CLOCK, type Clock } from '@guildhall/clock';
import type { Tx } from '@guildhall/database';
import { AppError } from '@guildhall/errors';
import { EventLog } from '@guildhall/event-log';
import { Jobs } from '@guildhall/jobs';
import { type CallContext, newId } from '@guildhall/messages/contract';
import {
  payoutMethodChanged,
  type SubmitPayoutMethodInput,
  type SubmitTaxFormInput,
} from '@guildhall/messages/payroll';
import { Inject, Injectable } from '@nestjs/common';
import { isRoutingNumber } from '../nacha/routing-number.js';
import { PAYROLL_CONFIG, PayrollConfig } from '../payroll.config.js';
import { PersonalKeys } from '../sensitive/personal-keys.js';
import { blindIndex, sealField, shownEnd } from '../sensitive/sealed-field.js';
import type { PayoutMethodEntity, TaxFormEntity } from './onboarding.entity.js';
import { onboardingNotOpen, unfit } from './onboarding.errors.js';
import { reassessPayouts } from './onboarding.jobs.js';
import { OnboardingRepository } from './onboarding.repository.js';
import { OnboardingService } from './onboarding.service.js';
import { accountPlace, holderPlace, taxNamePlace, taxNumberPlace } from './sensitive-places.js';
import { isTaxpayerNumber, taxpayerDigits } from './taxpayer-number.js';

const hourMs = 3_600_000;

/** What contractors hand in themselves: a tax form, an account. Sealed before it is stored. */
@Injectable()
export class HandInService {
  constructor(
    private readonly onboarding: OnboardingRepository,
    private readonly service: OnboardingService,
    private readonly keys: PersonalKeys,
    private readonly events: EventLog,
    private readonly jobs: Jobs,
    @Inject(PAYROLL_CONFIG) private readonly config: PayrollConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async taxForm(tx: Tx, personId: string, input: SubmitTaxFormInput, context: CallContext): Promise<void> {
    const item = await this.itemOf(tx, personId, 'tax_form');
    const earlier = await this.onboarding.taxFormOf(item.id, tx);
    const at = this.clock.now();
    const form: TaxFormEntity = {
      ...{ itemId: item.id, number: (earlier?.number ?? 0) + 1, personId, form: input.form },
      ...{ nameToken: null, numberKind: null, numberToken: null, numberLast4: null, numberIndex: null },
      ...{ certifiedAt: null, reviewedBy: null, reviewedAt: null, createdAt: at },
    };
    if (input.form === 'w9') await this.fillIn(tx, form, input, at);
    await this.onboarding.addTaxForm(tx, form);
    await this.onboarding.move(tx, item.id, 'submit', at);
    await this.service.changed(tx, item, 'submitted', context);
  }

  /** @throws AppError `payout_method_exists` where another account has to be changed, which takes a step-up */
  async firstPayoutMethod(tx: Tx, personId: string, input: SubmitPayoutMethodInput, context: CallContext) {
    const item = await this.itemOf(tx, personId, 'payout_method');
    if (await this.onboarding.currentMethodOf(personId, tx)) {
      const message = 'There is an account already; confirm by the mailed code and change it instead.';
      throw new AppError('payout_method_exists', message);
    }
    return await this.keepMethod(tx, item, input, this.clock.now(), context);
  }

  /** Tells the person at their known address, since whoever changes the account may not be them. */
  async otherPayoutMethod(tx: Tx, personId: string, input: SubmitPayoutMethodInput, context: CallContext) {
    const item = await this.itemOf(tx, personId, 'payout_method');
    if (!(await this.onboarding.currentMethodOf(personId, tx))) {
      throw new AppError('payout_method_missing', 'There is no account to be changed; add the first one instead.');
    }
    const at = this.clock.now();
    const usableFrom = new Date(at.getTime() + this.config.coolingOffHours * hourMs);
    const method = await this.keepMethod(tx, item, input, usableFrom, context);
    await this.events.append(tx, payoutMethodChanged, {
      subject: `onboarding/${personId}`,
      ...{ data: { personId }, context, at },
    });
    await this.jobs.enqueue(tx, reassessPayouts, { personId }, { context, runAfter: usableFrom });
    return method;
  }

  private async fillIn(tx: Tx, form: TaxFormEntity, input: SubmitTaxFormInput, at: Date): Promise<void> {
    const { name, numberKind, number, certified } = input;
    // Null, too: where something is not given, both are said.
    if (!name) throw unfit('name', 'name is needed for a W-9');
    if (!numberKind) throw unfit('numberKind', 'numberKind is needed for a W-9');
    if (certified !== true)
      throw unfit('certified', 'certified must be true: the form is signed under penalties of perjury');
    const digits = taxpayerDigits(number ?? '');
    if (digits === null || !isTaxpayerNumber(numberKind, digits)) {
      throw unfit('number', `number does not have the form of an ${numberKind.toUpperCase()}`);
    }
    const key = await this.keys.obtain(tx, form.personId);
    form.nameToken = sealField(key, taxNamePlace(form), name);
    form.numberToken = sealField(key, taxNumberPlace(form), digits);
    form.numberIndex = blindIndex(await this.keys.indexKey('tax_number'), digits);
    form.numberLast4 = shownEnd(digits);
    form.numberKind = numberKind;
    form.certifiedAt = at;
  }

  private async keepMethod(
    tx: Tx,
    item: Awaited<ReturnType<HandInService['itemOf']>>,
    input: SubmitPayoutMethodInput,
    usableFrom: Date,
    context: CallContext,
  ): Promise<PayoutMethodEntity> {
    const { routingNumber, accountNumber, accountType, holderName } = input;
    if (!isRoutingNumber(routingNumber)) throw unfit('routingNumber', 'routingNumber has a wrong check digit');
    const { personId } = item;
    const at = this.clock.now();
    const id = newId('pom');
    const key = await this.keys.obtain(tx, personId);
    const indexKey = await this.keys.indexKey('account');
    const method: PayoutMethodEntity = {
      ...{ id, personId, state: 'submitted', routingNumber, accountType, usableFrom, reviewedBy: null, createdAt: at },
      accountToken: sealField(key, accountPlace(id), accountNumber),
      accountLast4: shownEnd(accountNumber),
      accountIndex: blindIndex(indexKey, `${routingNumber}:${accountNumber}`),
      holderToken: sealField(key, holderPlace(id), holderName),
    };
    await this.onboarding.addPayoutMethod(tx, method);
    await this.onboarding.move(tx, item.id, 'submit', at);
    await this.service.changed(tx, item, 'submitted', context);
    return method;
  }

  private async itemOf(tx: Tx, personId: string, kind: 'tax_form' | 'payout_method') {
    const isOpen = await this.onboarding.lock(tx, personId);
    const item = isOpen && (await this.onboarding.itemOf(tx, personId, kind));
    if (!item) throw onboardingNotOpen();
    return item;
  }
}
