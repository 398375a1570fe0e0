import { CLOCK, type Clock } from '@guildhall/clock';
import { Database } from '@guildhall/database';
import type { CallContext } from '@guildhall/messages/contract';
import { Inject, Injectable } from '@nestjs/common';
import { InterviewAccess } from '../interview/interview-access.js';
import { InterviewFacts } from '../interview/interview-facts.js';

export interface OpeningRead {
  openingId: string;
  /** For the audit log, for example `candidates.read`. */
  action: string;
  details?: object;
}

/** What is read of an opening: by those on it alone, and each read leaves a row in the audit log. */
@Injectable()
export class OpeningReads {
  constructor(
    private readonly database: Database,
    private readonly access: InterviewAccess,
    private readonly facts: InterviewFacts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Nothing is given out before the caller is known to be on the opening and the row is committed. It is looked for meanwhile, since
   * whether somebody is on it is asked of another service.
   * @throws AppError `not_found`, alike for a missing opening and for one that the caller is not on
   */
  async run<T>(read: OpeningRead, context: CallContext, look: () => Promise<T>): Promise<T> {
    const looked = look();
    // Whoever is not on it is told that alone, whatever came of the look.
    looked.catch(() => undefined);
    await this.access.requireOpening(read.openingId, context);
    const [found] = await Promise.all([looked, this.note(read, context)]);
    return found;
  }

  /** For what was audited with its first part. */
  async goOn<T>(openingId: string, context: CallContext, look: () => Promise<T>): Promise<T> {
    await this.access.requireOpening(openingId, context);
    return await look();
  }

  private async note({ action, openingId, details }: OpeningRead, context: CallContext): Promise<void> {
    const at = this.clock.now();
    await this.database.transaction((tx) => this.facts.note(tx, action, openingId, context, at, details));
  }
}
