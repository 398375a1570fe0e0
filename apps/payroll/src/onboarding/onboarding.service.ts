import { AuditLog } from '@guildhall/audit';
import { CLOCK, type Clock } from '@guildhall/clock';
import type { Tx } from '@guildhall/database';
import { EventLog } from '@guildhall/event-log';
import { Jobs } from '@guildhall/jobs';
import { type CallContext, newId } from '@guildhall/messages/contract';
import type { ContractTerms } from '@guildhall/messages/contracts';
import {
  type OnboardingState,
  onboardingCompleted,
  onboardingItemChanged,
  onboardingKinds,
} from '@guildhall/messages/payroll';
import { Inject, Injectable } from '@nestjs/common';
import { EngagementRepository } from './engagement.repository.js';
import type { OnboardingItemEntity } from './onboarding.entity.js';
import { reassessPayouts } from './onboarding.jobs.js';
import { OnboardingRepository } from './onboarding.repository.js';

/** The checklist of a person who is to be paid. */
@Injectable()
export class OnboardingService {
  constructor(
    private readonly engagements: EngagementRepository,
    private readonly onboarding: OnboardingRepository,
    private readonly events: EventLog,
    private readonly audit: AuditLog,
    private readonly jobs: Jobs,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A sealed contract gives its person a rate from its start on, and the first one also a checklist. */
  async adopt(tx: Tx, terms: ContractTerms, context: CallContext): Promise<void> {
    const at = this.clock.now();
    const { contractId, personId, projectId, agreementSha256, zone, weeklyLimitSeconds, startDate } = terms;
    if (await this.engagements.find(contractId, tx)) return;
    await this.engagements.insert(
      tx,
      {
        ...{ contractId, personId, projectId, agreementSha256, zone, weeklyLimitSeconds, startDate },
        ...{ sealedAt: new Date(terms.sealedAt), createdAt: at },
      },
      {
        ...{ id: newId('rat'), contractId, number: 1, rateMinor: BigInt(terms.rateMinor), currency: terms.currency },
        ...{ effectiveFrom: startDate, createdAt: at },
      },
    );
    await this.audit.record(tx, { action: 'rate.opened', subject: contractId, actor: context.actor }, at);
    const items = onboardingKinds.map(
      (kind): OnboardingItemEntity => ({
        ...{ id: newId('onb'), personId, kind, state: 'required', reasonCode: null, updatedAt: at },
      }),
    );
    if (!(await this.onboarding.open(tx, { personId, completedAt: null, createdAt: at }, items))) return;
    for (const item of items) await this.tell(tx, item, 'required', context);
  }

  /** After a move of an item: the news, the end of the checklist, and a look at what waited for it. */
  async changed(tx: Tx, item: OnboardingItemEntity, state: OnboardingState, context: CallContext): Promise<void> {
    await this.tell(tx, item, state, context);
    const { personId } = item;
    const at = this.clock.now();
    const items = await this.onboarding.itemsOf(personId, tx);
    if (items.every((each) => each.state === 'verified') && (await this.onboarding.complete(tx, personId, at))) {
      const data = { personId };
      await this.events.append(tx, onboardingCompleted, { subject: `onboarding/${personId}`, data, context, at });
    }
    await this.jobs.enqueue(tx, reassessPayouts, { personId }, { context });
  }

  private async tell(tx: Tx, item: OnboardingItemEntity, state: OnboardingState, context: CallContext): Promise<void> {
    const { id: itemId, personId, kind } = item;
    const at = this.clock.now();
    const details = { kind, state };
    await this.audit.record(
      tx,
      { action: 'onboarding.item_changed', subject: itemId, actor: context.actor, details },
      at,
    );
    const data = { itemId, personId, kind, state };
    await this.events.append(tx, onboardingItemChanged, { subject: `onboarding/${personId}`, data, context, at });
  }
}
