import { AuditLog } from '@guildhall/audit';
import { CLOCK, type Clock } from '@guildhall/clock';
import { Database, runOnce } from '@guildhall/database';
import { AppError } from '@guildhall/errors';
import {
  type ApplicantRegistration,
  type PeopleNames,
  type PeopleNamesInput,
  peopleNames,
  type RegisteredApplicant,
  type RenameInput,
  registerApplicant,
  renameMyself,
} from '@guildhall/messages/accounts';
import { type CallContext, Empty, newId } from '@guildhall/messages/contract';
import { HandleRpc } from '@guildhall/rpc';
import { Controller, Inject } from '@nestjs/common';
import { MailLimits } from '../mail/mail-limits.js';
import { normalEmail, PersonRepository } from './person.repository.js';

@Controller()
export class PersonRpcController {
  constructor(
    private readonly database: Database,
    private readonly people: PersonRepository,
    private readonly limits: MailLimits,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @HandleRpc(registerApplicant)
  async register(input: ApplicantRegistration, context: CallContext): Promise<RegisteredApplicant> {
    return await runOnce(this.database, context, async (tx) => {
      const at = this.clock.now();
      const id = newId('per');
      const isNew = await this.people.insert(tx, {
        ...{ id, kind: 'applicant', email: normalEmail(input.email), displayName: input.displayName },
        locale: input.locale ?? 'en',
        ...{ addressProvedAt: null, staffState: null, roles: [], createdAt: at },
      });
      await this.limits.take(tx, input.email, at, input.sourceKey);
      if (isNew) {
        await this.audit.record(tx, { action: 'person.registered', subject: id, actor: context.actor }, at);
        return { personId: id };
      }
      const existing = await this.people.findByEmail(input.email, tx);
      return { personId: existing!.id };
    });
  }

  /** Names for display. What staff read of people is audited; systems see no names. */
  @HandleRpc(peopleNames)
  async names({ personIds }: PeopleNamesInput, context: CallContext): Promise<PeopleNames> {
    const { actor } = context;
    if (actor.kind !== 'staff' && actor.kind !== 'service') throw new AppError('not_allowed', 'Names are for staff.');
    const people = await this.people.findAll(personIds);
    if (actor.kind === 'staff' && people.length > 0) {
      const details = { personIds: people.map(({ id }) => id) };
      await this.database.transaction((tx) =>
        this.audit.record(tx, { action: 'people.names_read', subject: actor.id, actor, details }, this.clock.now()),
      );
    }
    return { people: people.map(({ id, displayName }) => ({ personId: id, displayName })) };
  }

  @HandleRpc(renameMyself)
  async rename({ displayName, locale }: RenameInput, context: CallContext): Promise<Empty> {
    const { actor } = context;
    if (actor.kind !== 'applicant' && actor.kind !== 'staff')
      throw new AppError('not_allowed', 'Only people have names.');
    const changes = { ...(displayName !== undefined && { displayName }), ...(locale !== undefined && { locale }) };
    if (Object.keys(changes).length === 0) throw nothingChosen();
    return await runOnce(this.database, context, async (tx) => {
      await this.people.change(tx, actor.id, changes);
      const action = displayName === undefined ? 'person.language_chosen' : 'person.renamed';
      await this.audit.record(tx, { action, subject: actor.id, actor }, this.clock.now());
      return new Empty();
    });
  }
}

function nothingChosen(): AppError {
  const message = 'Nothing is to be changed; give displayName or locale.';
  return new AppError('validation_failed', message, { errors: [{ field: 'displayName', message }] });
}
