import { AuditLog } from '@guildhall/audit';
import { CLOCK, type Clock } from '@guildhall/clock';
import { Database, runOnce } from '@guildhall/database';
import { AppError } from '@guildhall/errors';
import {
  type ChangeStaffRolesInput,
  type CreateStaffInput,
  changeStaffRoles,
  createStaff,
  disableStaff,
  listAdmins,
  listStaff,
  type StaffIds,
  type StaffMember,
  type StaffPage,
  type StaffRef,
} from '@guildhall/messages/accounts';
import {
  actorLabel,
  type CallContext,
  type Empty,
  hasRole,
  idCursor,
  type PageQuery,
  pageOf,
} from '@guildhall/messages/contract';
import { HandleRpc } from '@guildhall/rpc';
import { Controller, Inject } from '@nestjs/common';
import type { PersonEntity } from '../person/person.entity.js';
import { PersonRepository } from '../person/person.repository.js';
import { StaffService } from './staff.service.js';

/** Staff are the admins' business. */
@Controller()
export class StaffRpcController {
  constructor(
    private readonly database: Database,
    private readonly people: PersonRepository,
    private readonly service: StaffService,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @HandleRpc(createStaff)
  async create(input: CreateStaffInput, context: CallContext): Promise<StaffMember> {
    requireAdmin(context);
    return await runOnce(this.database, context, async (tx) =>
      staffView(await this.service.invite(tx, input, context)),
    );
  }

  @HandleRpc(listStaff)
  async list(input: PageQuery, context: CallContext): Promise<StaffPage> {
    requireAdmin(context);
    const { limit, after } = idCursor('per', input);
    const rows = await this.people.listStaff(limit + 1, after);
    const page = pageOf(rows.map(staffView), limit);
    const { actor } = context;
    const details = { personIds: page.data.map(({ id }) => id) };
    await this.database.transaction((tx) =>
      this.audit.record(tx, { action: 'staff.read', subject: actorLabel(actor), actor, details }, this.clock.now()),
    );
    return page;
  }

  @HandleRpc(listAdmins)
  async admins(_input: Empty, { actor }: CallContext): Promise<StaffIds> {
    if (actor.kind !== 'service' || actor.id !== 'events') throw new AppError('not_allowed', 'For the mailer alone.');
    return { personIds: (await this.people.listActiveWith('admin')).map(({ id }) => id) };
  }

  @HandleRpc(changeStaffRoles)
  async changeRoles(input: ChangeStaffRolesInput, context: CallContext): Promise<StaffMember> {
    requireAdmin(context);
    return await runOnce(this.database, context, async (tx) =>
      staffView(await this.service.changeRoles(tx, input.staffId, input.roles, context)),
    );
  }

  @HandleRpc(disableStaff)
  async disable(input: StaffRef, context: CallContext): Promise<StaffMember> {
    requireAdmin(context);
    return await runOnce(this.database, context, async (tx) =>
      staffView(await this.service.disable(tx, input.staffId, context)),
    );
  }
}

export function requireAdmin(context: CallContext): void {
  if (!hasRole(context.actor, 'admin')) throw new AppError('not_allowed', 'Only admins may do this.');
}

function staffView({ id, email, displayName, roles, staffState, createdAt }: PersonEntity): StaffMember {
  return { id, email, displayName, roles, state: staffState ?? 'disabled', createdAt: createdAt.toISOString() };
}
