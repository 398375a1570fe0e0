import { ReadLog } from '@guildhall/audit';
import { CLOCK, type Clock } from '@guildhall/clock';
import { Database, runOnce } from '@guildhall/database';
import { actorLabel, type CallContext, type Empty, idCursor, pageOf } from '@guildhall/messages/contract';
import {
  addPayoutMethod,
  changePayoutMethod,
  getMyOnboarding,
  listMyPayoutMethods,
  listOnboardingItems,
  type Onboarding,
  type OnboardingItemsQuery,
  type PayoutMethod,
  type PayoutMethods,
  type Revealed,
  type RevealInput,
  type ReviewedItem,
  type ReviewedItemPage,
  type ReviewItemInput,
  revealOnboardingItem,
  reviewOnboardingItem,
  type SubmitPayoutMethodInput,
  type SubmitTaxFormInput,
  submitTaxForm,
} from '@guildhall/messages/payroll';
import { HandleRpc } from '@guildhall/rpc';
import { Controller, Inject } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { requireContractor, requireFinance } from '../access/finance-access.js';
import { HandInService } from './hand-in.service.js';
import type { OnboardingItemEntity } from './onboarding.entity.js';
import { itemNotFound } from './onboarding.errors.js';
import { OnboardingRepository } from './onboarding.repository.js';
import { type HandedIn, onboardingView, payoutMethodView, reviewedItemView } from './onboarding-view.js';
import { ReviewService } from './review.service.js';

@Controller()
export class OnboardingRpcController {
  constructor(
    private readonly database: Database,
    private readonly onboarding: OnboardingRepository,
    private readonly handIn: HandInService,
    private readonly reviews: ReviewService,
    private readonly reads: ReadLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @HandleRpc(getMyOnboarding)
  async getMine(_: Empty, context: CallContext): Promise<Onboarding> {
    return await this.checklist(requireContractor(context));
  }

  @HandleRpc(submitTaxForm)
  async submitTaxForm(input: SubmitTaxFormInput, context: CallContext): Promise<Onboarding> {
    const personId = requireContractor(context);
    return await runOnce(this.database, context, async (tx) => {
      await this.handIn.taxForm(tx, personId, input, context);
      return await this.checklist(personId, tx);
    });
  }

  @HandleRpc(addPayoutMethod)
  async addPayoutMethod(input: SubmitPayoutMethodInput, context: CallContext): Promise<PayoutMethod> {
    const personId = requireContractor(context);
    return await runOnce(this.database, context, async (tx) =>
      payoutMethodView(await this.handIn.firstPayoutMethod(tx, personId, input, context)),
    );
  }

  @HandleRpc(changePayoutMethod)
  async changePayoutMethod(input: SubmitPayoutMethodInput, context: CallContext): Promise<PayoutMethod> {
    const personId = requireContractor(context);
    return await runOnce(this.database, context, async (tx) =>
      payoutMethodView(await this.handIn.otherPayoutMethod(tx, personId, input, context)),
    );
  }

  @HandleRpc(listMyPayoutMethods)
  async listMyPayoutMethods(_: Empty, context: CallContext): Promise<PayoutMethods> {
    const methods = await this.onboarding.methodsOf(requireContractor(context));
    return { data: methods.map(payoutMethodView) };
  }

  @HandleRpc(listOnboardingItems)
  async list(input: OnboardingItemsQuery, context: CallContext): Promise<ReviewedItemPage> {
    requireFinance(context);
    const { limit, after } = idCursor('onb', input);
    const page = pageOf(await this.onboarding.list(limit + 1, after, input.state), limit);
    const itemIds = page.data.map(({ id }) => id);
    await this.reads.note('onboarding_items.read', actorLabel(context.actor), context, { itemIds });
    return { ...page, data: await Promise.all(page.data.map((item) => this.reviewed(item))) };
  }

  @HandleRpc(reviewOnboardingItem)
  async review(input: ReviewItemInput, context: CallContext): Promise<ReviewedItem> {
    await runOnce(this.database, context, async (tx) => {
      await this.reviews.review(tx, input, context);
      return {};
    });
    const item = await this.onboarding.findItem(input.itemId);
    if (!item) throw itemNotFound();
    return await this.reviewed(item);
  }

  @HandleRpc(revealOnboardingItem)
  async reveal(input: RevealInput, context: CallContext): Promise<Revealed> {
    return await this.reviews.reveal(input, context);
  }

  private async checklist(personId: string, manager?: EntityManager): Promise<Onboarding> {
    const person = await this.onboarding.find(personId, manager);
    const items = await this.onboarding.itemsOf(personId, manager);
    return onboardingView(person, items, await this.handedIn(personId, items, manager), this.clock.now());
  }

  private async reviewed(item: OnboardingItemEntity): Promise<ReviewedItem> {
    const handedIn = await this.handedIn(item.personId, [item]);
    const isDuplicate = await this.isDuplicate(item, handedIn);
    return reviewedItemView(item, handedIn, isDuplicate, this.clock.now());
  }

  private async isDuplicate({ kind }: OnboardingItemEntity, { taxForm, payoutMethod }: HandedIn): Promise<boolean> {
    if (kind === 'tax_form') return taxForm !== null && (await this.onboarding.hasTwin(taxForm));
    return payoutMethod !== null && (await this.onboarding.hasMethodTwin(payoutMethod));
  }

  private async handedIn(personId: string, items: OnboardingItemEntity[], manager?: EntityManager): Promise<HandedIn> {
    const taxItem = items.find(({ kind }) => kind === 'tax_form');
    return {
      taxForm: taxItem ? await this.onboarding.taxFormOf(taxItem.id, manager) : null,
      payoutMethod: await this.onboarding.currentMethodOf(personId, manager),
    };
  }
}
