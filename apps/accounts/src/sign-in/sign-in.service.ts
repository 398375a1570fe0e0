import { AuditLog } from '@guildhall/audit';
import { CLOCK, type Clock } from '@guildhall/clock';
import type { Tx } from '@guildhall/database';
import { EventLog } from '@guildhall/event-log';
import { addressProved, type SessionOpened } from '@guildhall/messages/accounts';
import type { CallContext } from '@guildhall/messages/contract';
import { Inject, Injectable } from '@nestjs/common';
import type { PersonEntity } from '../person/person.entity.js';
import { PersonRepository } from '../person/person.repository.js';
import { SessionRepository } from '../session/session.repository.js';
import { SessionService } from '../session/session.service.js';
import { ChallengeService } from './challenge.service.js';
import type { ChallengeEntity } from './credential.entities.js';
import { codeInvalid } from './sign-in.errors.js';

/** Applicants sign in by giving back what was mailed to them. */
@Injectable()
export class SignInService {
  constructor(
    private readonly people: PersonRepository,
    private readonly challenges: ChallengeService,
    private readonly sessions: SessionRepository,
    private readonly service: SessionService,
    private readonly events: EventLog,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async byMail(tx: Tx, challenge: ChallengeEntity, context: CallContext): Promise<SessionOpened> {
    const person = await this.people.lock(tx, challenge.personId);
    if (person?.kind !== 'applicant') throw codeInvalid();
    await this.challenges.consume(tx, challenge);
    await this.prove(tx, person, context);
    return await this.service.open(tx, person);
  }

  /** The first proof of an address ends whatever somebody else may have begun with it. */
  private async prove(tx: Tx, person: PersonEntity, context: CallContext): Promise<void> {
    const at = this.clock.now();
    if (person.addressProvedAt === null) {
      await this.sessions.endAllOf(tx, person.id, at);
      await this.people.change(tx, person.id, { addressProvedAt: at });
    }
    const actor = { kind: 'applicant', id: person.id } as const;
    await this.audit.record(tx, { action: 'person.signed_in', subject: person.id, actor }, at);
    const data = { personId: person.id };
    await this.events.append(tx, addressProved, {
      subject: `person/${person.id}`,
      data,
      context: { ...context, actor },
      at,
    });
  }
}
