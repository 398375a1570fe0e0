import { Database, runOnce, type Tx } from '@guildhall/database';
import { AppError } from '@guildhall/errors';
import {
  addOpeningStaff,
  type CreateOpeningInput,
  checkOpeningAccess,
  closeOpening,
  createOpening,
  getOpening,
  getPublicOpening,
  listOpenings,
  listPublicOpenings,
  type Opening,
  type OpeningPage,
  type OpeningRef,
  type OpeningStaffInput,
  openOpening,
  type PublicOpeningsQuery,
  removeOpeningStaff,
  type StaffOpening,
  type StaffOpeningPage,
  type StaffOpeningsQuery,
} from '@guildhall/messages/applicants';
import { type CallContext, Empty, hasRole, idCursor, type PageQuery, pageOf } from '@guildhall/messages/contract';
import { getPlanVersion } from '@guildhall/messages/interviews';
import { HandleRpc, RpcClient } from '@guildhall/rpc';
import { Controller } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { OpeningEntity } from './opening.entity.js';
import { openingNotFound } from './opening.errors.js';
import { OpeningRepository } from './opening.repository.js';
import { OpeningService } from './opening.service.js';
import { OpeningAccess } from './opening-access.js';
import { openingView, staffOpeningView } from './opening-view.js';

/** Of a search; further ones are left out. */
const mostWords = 8;

@Controller()
export class OpeningRpcController {
  constructor(
    private readonly database: Database,
    private readonly openings: OpeningRepository,
    private readonly service: OpeningService,
    private readonly access: OpeningAccess,
    private readonly rpc: RpcClient,
  ) {}

  @HandleRpc(createOpening)
  async create(input: CreateOpeningInput, context: CallContext): Promise<StaffOpening> {
    await this.requirePublishedPlan(input.planVersionId, context);
    return await runOnce(this.database, context, async (tx) => {
      const opening = await this.service.create(tx, input, context);
      return await this.view(opening, tx);
    });
  }

  @HandleRpc(openOpening)
  async open(input: OpeningRef, context: CallContext): Promise<StaffOpening> {
    return await this.change(input, context, (tx, opening) => this.service.open(tx, opening, context));
  }

  @HandleRpc(closeOpening)
  async close(input: OpeningRef, context: CallContext): Promise<StaffOpening> {
    return await this.change(input, context, (tx, opening) => this.service.close(tx, opening, context));
  }

  @HandleRpc(addOpeningStaff)
  async addStaff(input: OpeningStaffInput, context: CallContext): Promise<StaffOpening> {
    return await this.change(input, context, (tx, { id }) => this.service.addStaff(tx, id, input.staffId, context));
  }

  @HandleRpc(removeOpeningStaff)
  async removeStaff(input: OpeningStaffInput, context: CallContext): Promise<StaffOpening> {
    return await this.change(input, context, (tx, { id }) => this.service.removeStaff(tx, id, input.staffId, context));
  }

  @HandleRpc(getPublicOpening)
  async getPublic({ openingId }: OpeningRef): Promise<Opening> {
    const opening = await this.openings.find(openingId);
    if (!opening || opening.state === 'draft') throw openingNotFound();
    return openingView(opening);
  }

  @HandleRpc(listPublicOpenings)
  async listPublic(input: PublicOpeningsQuery): Promise<OpeningPage> {
    const { country, language, q = '' } = input;
    const words = q
      .split(/\s+/)
      .filter((word) => word !== '')
      .slice(0, mostWords);
    const { data, ...page } = await this.page(input, { state: 'open', country, language, words });
    return { data: data.map(openingView), ...page };
  }

  @HandleRpc(getOpening)
  async get({ openingId }: OpeningRef, context: CallContext): Promise<StaffOpening> {
    return await this.view(await this.access.require(openingId, context));
  }

  @HandleRpc(listOpenings)
  async list(input: StaffOpeningsQuery, context: CallContext): Promise<StaffOpeningPage> {
    const { actor } = context;
    const staffId = actor.kind === 'staff' && !hasRole(actor, 'admin') ? actor.id : undefined;
    const { data, ...page } = await this.page(input, { state: input.state, staffId });
    const staff = await this.openings.staffOf(data.map(({ id }) => id));
    const staffIdsOf = (id: string) => staff.filter(({ openingId }) => openingId === id).map((row) => row.staffId);
    return { data: data.map((row) => staffOpeningView(row, staffIdsOf(row.id))), ...page };
  }

  @HandleRpc(checkOpeningAccess)
  async checkAccess({ openingId }: OpeningRef, context: CallContext): Promise<Empty> {
    await this.access.check(openingId, context);
    return new Empty();
  }

  private async change(
    { openingId }: OpeningRef,
    context: CallContext,
    effect: (tx: Tx, opening: OpeningEntity) => Promise<void>,
  ): Promise<StaffOpening> {
    return await runOnce(this.database, context, async (tx) => {
      const opening = await this.access.require(openingId, context, tx);
      await effect(tx, opening);
      return await this.view((await this.openings.find(openingId, tx))!, tx);
    });
  }

  private async view(opening: OpeningEntity, manager?: EntityManager): Promise<StaffOpening> {
    const staff = await this.openings.staffOf([opening.id], manager);
    return staffOpeningView(
      opening,
      staff.map(({ staffId }) => staffId),
    );
  }

  private async page(input: PageQuery, filter: Omit<Parameters<OpeningRepository['list']>[0], 'limit' | 'beforeId'>) {
    const { limit, after } = idCursor('opn', input);
    return pageOf(await this.openings.list({ ...filter, limit: limit + 1, beforeId: after }), limit);
  }

  private async requirePublishedPlan(planVersionId: string, context: CallContext): Promise<void> {
    const { state } = await this.rpc.call(getPlanVersion, { planVersionId }, { context });
    if (state === 'published') return;
    const message = `Plan version ${planVersionId} is a draft; publish it before you make an opening with it.`;
    throw new AppError('plan_wrong_state', message, { details: { planVersionId, state } });
  }
}
