import { type CallContext, hasRole } from '@guildhall/messages/contract';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { OpeningEntity } from './opening.entity.js';
import { openingNotFound } from './opening.errors.js';
import { OpeningRepository } from './opening.repository.js';

/** The one place where it is decided who may see an opening's candidates: the staff on it, admins, and systems. */
@Injectable()
export class OpeningAccess {
  constructor(private readonly openings: OpeningRepository) {}

  /** @throws AppError `not_found`, alike for a missing opening and for one that the caller is not on */
  async require(openingId: string, context: CallContext, manager?: EntityManager): Promise<OpeningEntity> {
    const opening = await this.openings.find(openingId, manager);
    if (!opening || !(await this.allows(openingId, context, manager))) throw openingNotFound();
    return opening;
  }

  /** As `require`, for those who need nothing of the opening: of staff on it there is one question less. */
  async check(openingId: string, context: CallContext): Promise<void> {
    const { actor } = context;
    const isOnIt = actor.kind === 'staff' && (await this.openings.isOn(openingId, actor.id));
    if (!isOnIt) await this.require(openingId, context);
  }

  async allows(openingId: string, { actor }: CallContext, manager?: EntityManager): Promise<boolean> {
    if (actor.kind === 'service' || actor.kind === 'system') return true;
    if (actor.kind !== 'staff') return false;
    return hasRole(actor, 'admin') || (await this.openings.isOn(openingId, actor.id, manager));
  }
}
