import { ReadLog } from '@guildhall/audit';
import { Database, runOnce, type Tx } from '@guildhall/database';
import { type CallContext, Empty, idCursor, pageOf } from '@guildhall/messages/contract';
import {
  addToShortlist,
  type CreateShortlistInput,
  createShortlist,
  deleteShortlist,
  listShortlists,
  removeFromShortlist,
  type Shortlist,
  type ShortlistCandidateRef,
  type ShortlistPage,
  type ShortlistRef,
  type ShortlistsQuery,
} from '@guildhall/messages/interviews';
import { HandleRpc } from '@guildhall/rpc';
import { Controller } from '@nestjs/common';
import { asMissing, InterviewAccess, requireStaff } from '../interview/interview-access.js';
import type { ShortlistCandidateEntity, ShortlistEntity } from './shortlist.entities.js';
import { shortlistNotFound } from './shortlist.errors.js';
import { ShortlistRepository } from './shortlist.repository.js';
import { ShortlistService } from './shortlist.service.js';

@Controller()
export class ShortlistRpcController {
  constructor(
    private readonly database: Database,
    private readonly shortlists: ShortlistRepository,
    private readonly service: ShortlistService,
    private readonly access: InterviewAccess,
    private readonly reads: ReadLog,
  ) {}

  @HandleRpc(createShortlist)
  async create(input: CreateShortlistInput, context: CallContext): Promise<Shortlist> {
    await this.access.requireOpening(input.openingId, context);
    return await this.change(context, (tx) => this.service.create(tx, input, requireStaff(context), context));
  }

  @HandleRpc(listShortlists)
  async list({ openingId, ...page }: ShortlistsQuery, context: CallContext): Promise<ShortlistPage> {
    await this.access.requireOpening(openingId, context);
    const { limit, after } = idCursor('shl', page);
    const { data, ...rest } = pageOf(await this.shortlists.listOfOpening(openingId, limit + 1, after), limit);
    const candidates = await this.shortlists.candidatesOf(data.map(({ id }) => id));
    await this.reads.note('shortlists.read', openingId, context);
    return { data: data.map((shortlist) => shortlistView(shortlist, candidates)), ...rest };
  }

  @HandleRpc(addToShortlist)
  async add(input: ShortlistCandidateRef, context: CallContext): Promise<Shortlist> {
    await this.requireAccess(input, context);
    return await this.change(context, (tx) => this.service.add(tx, input, requireStaff(context), context));
  }

  @HandleRpc(removeFromShortlist)
  async remove(input: ShortlistCandidateRef, context: CallContext): Promise<Shortlist> {
    await this.requireAccess(input, context);
    return await this.change(context, (tx) => this.service.remove(tx, input, context));
  }

  @HandleRpc(deleteShortlist)
  async delete(input: ShortlistRef, context: CallContext): Promise<Empty> {
    await this.requireAccess(input, context);
    return await runOnce(this.database, context, async (tx) => {
      await this.service.delete(tx, input.shortlistId, context);
      return new Empty();
    });
  }

  private async requireAccess({ shortlistId }: ShortlistRef, context: CallContext): Promise<void> {
    const shortlist = await this.shortlists.find(shortlistId);
    if (!shortlist) throw shortlistNotFound();
    await asMissing(shortlistNotFound, () => this.access.requireOpening(shortlist.openingId, context));
  }

  private async change(context: CallContext, effect: (tx: Tx) => Promise<ShortlistEntity>): Promise<Shortlist> {
    return await runOnce(this.database, context, async (tx) => {
      const shortlist = await effect(tx);
      return shortlistView(shortlist, await this.shortlists.candidatesOf([shortlist.id], tx));
    });
  }
}

function shortlistView(
  { id, openingId, name, createdBy, createdAt }: ShortlistEntity,
  candidates: readonly ShortlistCandidateEntity[],
): Shortlist {
  const applicationIds = candidates.filter(({ shortlistId }) => shortlistId === id).map((each) => each.applicationId);
  return { id, openingId, name, createdBy, createdAt: createdAt.toISOString(), applicationIds };
}
