import { AuditLog } from '@guildhall/audit';
import { CLOCK, type Clock } from '@guildhall/clock';
import type { Tx } from '@guildhall/database';
import { AppError } from '@guildhall/errors';
import type { CreateStaffInput, SessionOpened } from '@guildhall/messages/accounts';
import { type CallContext, newId, type StaffRole } from '@guildhall/messages/contract';
import { Inject, Injectable } from '@nestjs/common';
import type { PersonEntity } from '../person/person.entity.js';
import { normalEmail, PersonRepository } from '../person/person.repository.js';
import { SessionRepository } from '../session/session.repository.js';
import { SessionService } from '../session/session.service.js';
import { ChallengeService } from '../sign-in/challenge.service.js';
import type { ChallengeEntity } from '../sign-in/credential.entities.js';
import { CredentialRepository } from '../sign-in/credential.repository.js';
import { codeInvalid } from '../sign-in/sign-in.errors.js';

@Injectable()
export class StaffService {
  constructor(
    private readonly people: PersonRepository,
    private readonly credentials: CredentialRepository,
    private readonly challenges: ChallengeService,
    private readonly sessions: SessionRepository,
    private readonly service: SessionService,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async invite(tx: Tx, input: CreateStaffInput, context: CallContext): Promise<PersonEntity> {
    const at = this.clock.now();
    const person: PersonEntity = {
      id: newId('per'),
      kind: 'staff',
      email: normalEmail(input.email),
      displayName: input.displayName,
      locale: 'en',
      addressProvedAt: null,
      staffState: 'invited',
      roles: input.roles,
      createdAt: at,
    };
    if (!(await this.people.insert(tx, person))) {
      throw new AppError('email_taken', 'This address belongs to somebody already; choose another one.');
    }
    const details = { roles: input.roles };
    await this.audit.record(tx, { action: 'staff.invited', subject: person.id, actor: context.actor, details }, at);
    await this.challenges.request(tx, person, 'invitation', context);
    return person;
  }

  /** The invited person has chosen a password. */
  async activate(tx: Tx, challenge: ChallengeEntity, secretHash: string): Promise<SessionOpened> {
    const person = await this.people.lock(tx, challenge.personId);
    if (person?.staffState !== 'invited') throw codeInvalid();
    await this.challenges.consume(tx, challenge);
    const at = this.clock.now();
    await this.credentials.setPassword(tx, { personId: person.id, secretHash, oneTime: false, createdAt: at });
    await this.people.change(tx, person.id, { staffState: 'active', addressProvedAt: at });
    const actor = { kind: 'staff', id: person.id, roles: person.roles } as const;
    await this.audit.record(tx, { action: 'staff.activated', subject: person.id, actor }, at);
    return await this.service.open(tx, { ...person, staffState: 'active' });
  }

  async changeRoles(tx: Tx, staffId: string, roles: StaffRole[], context: CallContext): Promise<PersonEntity> {
    const { person, isLastAdmin } = await this.lockStaff(tx, staffId);
    if (isLastAdmin && !roles.includes('admin')) throw lastAdmin();
    await this.people.change(tx, staffId, { roles });
    const details = { from: person.roles, to: roles };
    const record = { action: 'staff.roles_changed', subject: staffId, actor: context.actor, details };
    await this.audit.record(tx, record, this.clock.now());
    return { ...person, roles };
  }

  async disable(tx: Tx, staffId: string, context: CallContext): Promise<PersonEntity> {
    const { person, isLastAdmin } = await this.lockStaff(tx, staffId);
    if (isLastAdmin) throw lastAdmin();
    const at = this.clock.now();
    await this.people.change(tx, staffId, { staffState: 'disabled' });
    await this.sessions.endAllOf(tx, staffId, at);
    await this.audit.record(tx, { action: 'staff.disabled', subject: staffId, actor: context.actor }, at);
    return { ...person, staffState: 'disabled' };
  }

  /** The very first admin, with a password that opens nothing but its own change. Once there is staff, nothing happens. */
  async makeFirstAdmin(tx: Tx, email: string, secretHash: string): Promise<void> {
    // One process at a time looks and makes: several replicas start together.
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('accounts:first-admin', 0))`);
    if (await this.people.staffExists(tx)) return;
    const at = this.clock.now();
    const id = newId('per');
    await this.people.insert(tx, {
      id,
      kind: 'staff',
      email: normalEmail(email),
      displayName: 'First admin',
      locale: 'en',
      addressProvedAt: null,
      staffState: 'active',
      roles: ['admin'],
      createdAt: at,
    });
    await this.credentials.setPassword(tx, { personId: id, secretHash, oneTime: true, createdAt: at });
    const actor = { kind: 'service', id: 'accounts' } as const;
    await this.audit.record(tx, { action: 'staff.first_admin_made', subject: id, actor }, at);
  }

  /** The admins first, in one order for everybody: two who act on each other at once must not wait for each other. */
  private async lockStaff(tx: Tx, staffId: string): Promise<{ person: PersonEntity; isLastAdmin: boolean }> {
    const admins = await this.people.lockActiveWith(tx, 'admin');
    const person = await this.people.lock(tx, staffId);
    if (person?.kind !== 'staff') throw new AppError('not_found', 'There is no such member of staff.');
    return { person, isLastAdmin: admins.length === 1 && admins[0]!.id === staffId };
  }
}

function lastAdmin(): AppError {
  return new AppError('conflict', 'This is the last admin; make another one first.');
}
