import { AuditLog } from '@guildhall/audit';
import { CLOCK, type Clock } from '@guildhall/clock';
import { Database } from '@guildhall/database';
import type { CallContext } from '@guildhall/messages/contract';
import { Inject, Injectable } from '@nestjs/common';

/** Keeps who of the staff, and which system, read where applicants live, what they speak and how they stand. */
@Injectable()
export class ApplicationReads {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @param subject the application, or the opening whose applications were listed */
  async note(action: string, subject: string, { actor }: CallContext, details: object = {}): Promise<void> {
    await this.database.transaction((tx) =>
      this.audit.record(tx, { action, subject, actor, details }, this.clock.now()),
    );
  }
}
