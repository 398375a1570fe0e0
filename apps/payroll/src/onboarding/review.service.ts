import { AuditLog } from '@guildhall/audit';
import { CLOCK, type Clock } from '@guildhall/clock';
import { Database, LimitCounters, type Tx } from '@guildhall/database';
import { AppError } from '@guildhall/errors';
import type { CallContext } from '@guildhall/messages/contract';
import type { Revealed, RevealInput, ReviewItemInput } from '@guildhall/messages/payroll';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { requireFinance } from '../access/finance-access.js';
import { PersonalKeys } from '../sensitive/personal-keys.js';
import type { OnboardingItemEntity } from './onboarding.entity.js';
import { handedInAnew, itemNotFound, onboardingWrongState, unfit } from './onboarding.errors.js';
import { OnboardingRepository } from './onboarding.repository.js';
import { OnboardingService } from './onboarding.service.js';
import { type HandedIn, versionOf } from './onboarding-view.js';
import { accountPlace, taxNumberPlace } from './sensitive-places.js';

const revealsAnHour = 20;
const hourMs = 3_600_000;

/** What finance does with what was handed in: verify, reject, and, with a purpose, look at the full number. */
@Injectable()
export class ReviewService {
  constructor(
    private readonly database: Database,
    private readonly onboarding: OnboardingRepository,
    private readonly service: OnboardingService,
    private readonly keys: PersonalKeys,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async review(tx: Tx, input: ReviewItemInput, context: CallContext): Promise<void> {
    const staffId = requireFinance(context);
    const found = await this.onboarding.findItem(input.itemId, tx);
    if (!found) throw itemNotFound();
    await this.onboarding.lock(tx, found.personId);
    const item = (await this.onboarding.findItem(input.itemId, tx))!;
    if (input.outcome === 'rejected' && !input.reasonCode) {
      throw unfit('reasonCode', 'reasonCode is needed for a rejection');
    }
    const handedIn = await this.handedIn(item, tx);
    const version = versionOf(item.kind, handedIn);
    if (version === null) throw onboardingWrongState(item);
    // Whoever looked at one account must not vouch for another that came in meanwhile.
    if (version !== input.version) throw handedInAnew(item);
    const at = this.clock.now();
    const transition = input.outcome === 'verified' ? 'verify' : 'reject';
    await this.reviewHandedIn(tx, item, handedIn, input.outcome, staffId, at);
    if (!(await this.onboarding.move(tx, item.id, transition, at, input.reasonCode ?? null))) {
      throw onboardingWrongState(item);
    }
    await this.service.changed(tx, item, input.outcome, context);
  }

  /** The row that says who looked at what, and what for, is committed before anything is opened. */
  async reveal(input: RevealInput, context: CallContext): Promise<Revealed> {
    const staffId = requireFinance(context);
    const item = await this.onboarding.findItem(input.itemId);
    if (!item) throw itemNotFound();
    const handedIn = await this.handedIn(item);
    const version = versionOf(item.kind, handedIn);
    await this.noteReveal(item, version, staffId, input.purpose, context);
    const { taxForm, payoutMethod } = handedIn;
    if (version !== null && taxForm?.numberToken) {
      return { value: await this.keys.open(item.personId, taxNumberPlace(taxForm), taxForm.numberToken), version };
    }
    if (version === null || !payoutMethod) throw itemNotFound();
    const { id, accountToken } = payoutMethod;
    return { value: await this.keys.open(item.personId, accountPlace(id), accountToken), version };
  }

  /** What was handed in last for this item, and nothing of the other one. */
  private async handedIn({ id, kind, personId }: OnboardingItemEntity, manager?: EntityManager): Promise<HandedIn> {
    const isTaxForm = kind === 'tax_form';
    return {
      taxForm: isTaxForm ? await this.onboarding.taxFormOf(id, manager) : null,
      payoutMethod: isTaxForm ? null : await this.onboarding.currentMethodOf(personId, manager),
    };
  }

  private async noteReveal(
    item: OnboardingItemEntity,
    version: string | null,
    staffId: string,
    purpose: string,
    { actor }: CallContext,
  ): Promise<void> {
    const at = this.clock.now();
    const windowStart = new Date(at.getTime() - (at.getTime() % hourMs));
    await this.database.transaction(async (tx) => {
      const details = { purpose, kind: item.kind, version };
      await this.audit.record(tx, { action: 'sensitive_field.revealed', subject: item.id, actor, details }, at);
      const use = { counter: 'reveal:hour', key: staffId, windowStart, by: 1, limit: revealsAnHour };
      if (await LimitCounters.take(tx, use)) return;
      const message = `You have looked at ${revealsAnHour} numbers within the hour; go on in the next one.`;
      throw new AppError('rate_limited', message, { retryAfterSeconds: 3_600 });
    });
  }

  private async reviewHandedIn(
    tx: Tx,
    item: OnboardingItemEntity,
    { taxForm, payoutMethod }: HandedIn,
    outcome: 'verified' | 'rejected',
    staffId: string,
    at: Date,
  ): Promise<void> {
    if (payoutMethod) await this.onboarding.reviewMethod(tx, payoutMethod.id, outcome, staffId);
    if (taxForm && taxForm.form !== 'w9' && outcome === 'verified') {
      const message = `Item ${item.id} is a form other than W-9, which is not supported yet; reject it or let it wait.`;
      throw new AppError('tax_form_unsupported', message, { details: { itemId: item.id, form: taxForm.form } });
    }
    if (taxForm) await this.onboarding.reviewTaxForm(tx, taxForm, staffId, at);
  }
}
