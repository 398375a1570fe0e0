import { AuditLog } from '@guildhall/audit';
import { CLOCK, type Clock } from '@guildhall/clock';
import { Database, runOnce, searchContent } from '@guildhall/database';
import { AppError } from '@guildhall/errors';
import { Jobs } from '@guildhall/jobs';
import { type CallContext, Empty, hasRole, type PageQuery, type ServiceName } from '@guildhall/messages/contract';
import {
  type ErasedSearch,
  type EventsAfterQuery,
  type EventsPage,
  eventsAfter,
  type ParkedEventPage,
  type ParkedEventRef,
  type ParkedJobPage,
  type ParkedJobRef,
  parkedEvents,
  parkedJobs,
  rerunEvent,
  rerunJob,
  type SearchErasedInput,
  searchErased,
  type WaitingQueues,
  waitingJobs,
} from '@guildhall/messages/platform';
import { HandleRpc } from '@guildhall/rpc';
import { Controller, Inject, type Type } from '@nestjs/common';
import { EventReader } from './event-reader.js';
import { ParkedEvents } from './parked-events.js';

/** Where the marks of a deletion are kept until every service has looked for them. */
const tablesWithMarks = ['deletion'];

/**
 * The controller that answers `platformDefinitions(service)`: the log for followers, waiting and parked work for admins, and
 * whether anything of what was erased is left. Its module provides
 * `EventReader`, `ParkedEvents`, `Jobs`, `Database`, `AuditLog` and the clock.
 */
export function platformController(service: ServiceName): Type<object> {
  @Controller()
  class PlatformController {
    constructor(
      @Inject(EventReader) private readonly reader: EventReader,
      @Inject(ParkedEvents) private readonly events: ParkedEvents,
      @Inject(Jobs) private readonly jobs: Jobs,
      @Inject(Database) private readonly database: Database,
      @Inject(AuditLog) private readonly audit: AuditLog,
      @Inject(CLOCK) private readonly clock: Clock,
    ) {}

    @HandleRpc(eventsAfter(service))
    async eventsAfter(input: EventsAfterQuery, context: CallContext): Promise<EventsPage> {
      if (context.actor.kind !== 'service') throw new AppError('not_allowed', 'Only services follow a log.');
      return await this.reader.after(input.after, input.limit);
    }

    @HandleRpc(waitingJobs(service))
    async waitingJobs(_input: Empty, context: CallContext): Promise<WaitingQueues> {
      requireAdmin(context);
      return await this.jobs.waiting.byQueue();
    }

    @HandleRpc(parkedJobs(service))
    async parkedJobs(page: PageQuery, context: CallContext): Promise<ParkedJobPage> {
      requireAdmin(context);
      return await this.jobs.parked.list(page);
    }

    @HandleRpc(rerunJob(service))
    async rerunJob({ jobId }: ParkedJobRef, context: CallContext): Promise<Empty> {
      requireAdmin(context);
      return await runOnce(this.database, context, async (tx) => {
        await this.jobs.parked.rerun(tx, jobId);
        const record = { action: 'job.rerun', subject: jobId, actor: context.actor };
        await this.audit.record(tx, record, this.clock.now());
        return new Empty();
      });
    }

    @HandleRpc(parkedEvents(service))
    async parkedEvents(page: PageQuery, context: CallContext): Promise<ParkedEventPage> {
      requireAdmin(context);
      return await this.events.list(page);
    }

    @HandleRpc(rerunEvent(service))
    async rerunEvent({ eventId }: ParkedEventRef, context: CallContext): Promise<Empty> {
      requireAdmin(context);
      return await runOnce(this.database, context, async (tx) => {
        await this.events.rerun(tx, eventId);
        const record = { action: 'event.rerun', subject: eventId, actor: context.actor };
        await this.audit.record(tx, record, this.clock.now());
        return new Empty();
      });
    }

    @HandleRpc(searchErased(service))
    async searchErased({ marks }: SearchErasedInput, context: CallContext): Promise<ErasedSearch> {
      if (context.actor.kind !== 'service') throw new AppError('not_allowed', 'Only services have each other search.');
      return await searchContent(this.database, marks, { except: tablesWithMarks });
    }
  }
  return PlatformController;
}

function requireAdmin(context: CallContext): void {
  if (!hasRole(context.actor, 'admin')) throw new AppError('not_allowed', 'What waits in a service is for admins.');
}
