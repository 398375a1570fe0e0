import type { Clock } from '@guildhall/clock';
import type { Database } from '@guildhall/database';
import type { CallContext } from '@guildhall/messages/contract';
import type { AuditLog } from './audit-log.js';

/** Keeps who of the staff, and which system, read something about a person. What people read of themselves is their own. */
export class ReadLog {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /**
   * Before the answer is given, so that nothing is shown whose reading is not kept.
   * @param subject what was read, or what a list belongs to
   */
  async note(action: string, subject: string, { actor }: CallContext, details: object = {}): Promise<void> {
    if (actor.kind === 'applicant') return;
    await this.database.transaction((tx) =>
      this.audit.record(tx, { action, subject, actor, details }, this.clock.now()),
    );
  }
}
