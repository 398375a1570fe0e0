import { CLOCK, type Clock } from '@guildhall/clock';
import type { Tx } from '@guildhall/database';
import { type CallContext, newId } from '@guildhall/messages/contract';
import { type CreateShortlistInput, type ShortlistCandidateRef, shortlistLimits } from '@guildhall/messages/interviews';
import { Inject, Injectable } from '@nestjs/common';
import { InterviewRepository } from '../interview/interview.repository.js';
import { InterviewFacts } from '../interview/interview-facts.js';
import type { ShortlistEntity } from './shortlist.entities.js';
import { notOfThisOpening, shortlistFull, shortlistNotFound, tooManyShortlists } from './shortlist.errors.js';
import { ShortlistRepository } from './shortlist.repository.js';

/** Lists that recruiters make of applications. They order and decide nothing. */
@Injectable()
export class ShortlistService {
  constructor(
    private readonly shortlists: ShortlistRepository,
    private readonly interviews: InterviewRepository,
    private readonly facts: InterviewFacts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws AppError `too_many_shortlists` */
  async create(
    tx: Tx,
    { openingId, name }: CreateShortlistInput,
    createdBy: string,
    context: CallContext,
  ): Promise<ShortlistEntity> {
    await this.shortlists.lockOpening(tx, openingId);
    if ((await this.shortlists.count(tx, openingId)) >= shortlistLimits.ofOpening) throw tooManyShortlists(openingId);
    const createdAt = this.clock.now();
    const shortlist = { id: newId('shl'), openingId, name: name.trim(), createdBy, createdAt, deletedAt: null };
    await this.shortlists.insert(tx, shortlist);
    await this.facts.note(tx, 'shortlist.created', shortlist.id, context, shortlist.createdAt, { openingId });
    return shortlist;
  }

  /** @throws AppError `not_found` for an application of another opening or one that was withdrawn, `shortlist_full` */
  async add(
    tx: Tx,
    { shortlistId, applicationId }: ShortlistCandidateRef,
    addedBy: string,
    context: CallContext,
  ): Promise<ShortlistEntity> {
    const shortlist = await this.requireLocked(tx, shortlistId);
    await this.requireListable(tx, shortlist, applicationId);
    const candidates = await this.shortlists.candidatesOf([shortlistId], tx);
    if (candidates.some((each) => each.applicationId === applicationId)) return shortlist;
    if (candidates.length >= shortlistLimits.candidates) throw shortlistFull(shortlistId);
    const addedAt = this.clock.now();
    await this.shortlists.add(tx, { shortlistId, applicationId, addedBy, addedAt });
    await this.facts.note(tx, 'shortlist.candidate_added', shortlistId, context, addedAt, { applicationId });
    return shortlist;
  }

  async remove(
    tx: Tx,
    { shortlistId, applicationId }: ShortlistCandidateRef,
    context: CallContext,
  ): Promise<ShortlistEntity> {
    const shortlist = await this.requireLocked(tx, shortlistId);
    await this.shortlists.remove(tx, shortlistId, applicationId);
    const at = this.clock.now();
    await this.facts.note(tx, 'shortlist.candidate_removed', shortlistId, context, at, { applicationId });
    return shortlist;
  }

  async delete(tx: Tx, shortlistId: string, context: CallContext): Promise<void> {
    const shortlist = await this.shortlists.lock(tx, shortlistId);
    if (!shortlist || shortlist.deletedAt !== null) return;
    const at = this.clock.now();
    await this.shortlists.delete(tx, shortlistId, at);
    await this.facts.note(tx, 'shortlist.deleted', shortlistId, context, at);
  }

  /** Under the lock in which an interview is taken back, so that nobody is put on a list behind that. */
  private async requireListable(tx: Tx, { openingId }: ShortlistEntity, applicationId: string): Promise<void> {
    const found = await this.interviews.findByApplication(applicationId, tx);
    const interview = found?.openingId === openingId ? await this.interviews.lock(tx, found.id) : null;
    if (!interview || interview.state === 'withdrawn') throw notOfThisOpening();
  }

  private async requireLocked(tx: Tx, shortlistId: string): Promise<ShortlistEntity> {
    const shortlist = await this.shortlists.lock(tx, shortlistId);
    if (!shortlist || shortlist.deletedAt !== null) throw shortlistNotFound();
    return shortlist;
  }
}
