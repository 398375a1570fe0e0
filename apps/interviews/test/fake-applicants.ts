import { AppError } from '@guildhall/errors';
import {
  type ApplicationRef,
  checkOpeningAccess,
  getMyApplication,
  type MyApplication,
  type OpeningAccessInput,
  type OwnDecision,
} from '@guildhall/messages/applicants';
import { type CallContext, Empty, type EventDefinition, type EventEnvelope, newId } from '@guildhall/messages/contract';
import {
  type ErasedSearch,
  type EventsAfterQuery,
  type EventsPage,
  eventsAfter,
  type SearchErasedInput,
  searchErased,
} from '@guildhall/messages/platform';
import { HandleRpc } from '@guildhall/rpc';
import { Controller } from '@nestjs/common';

/** What `applicants` answers to `interviews`: who is on which opening, and what happened to openings and applications. */
@Controller()
export class FakeApplicants {
  /** Finds nothing of what was erased, unless a test says otherwise. */
  searchErased: (input: SearchErasedInput) => ErasedSearch = () => ({ tables: 1, found: [] });
  private readonly log: EventEnvelope[] = [];
  private readonly staffByOpening = new Map<string, Set<string>>();
  private readonly decisions = new Map<string, OwnDecision[]>();

  /** Puts a member of staff on an opening. */
  place(staffId: string, openingId: string): void {
    const staff = this.staffByOpening.get(openingId) ?? new Set();
    this.staffByOpening.set(openingId, staff.add(staffId));
  }

  /** Lets somebody of the staff decide about an application. */
  decide(applicationId: string, kind: OwnDecision['kind'], decidedAt: Date): void {
    const decision = { kind, reasonCode: 'a_reason', decidedBy: newId('per'), decidedAt: decidedAt.toISOString() };
    this.decisions.set(applicationId, [decision, ...(this.decisions.get(applicationId) ?? [])]);
  }

  tell<P extends object>(definition: EventDefinition<P>, subject: string, data: P, time: Date): EventEnvelope<P> {
    const told: EventEnvelope<P> = {
      position: this.log.length + 1,
      id: newId('evt'),
      type: definition.type,
      source: 'applicants',
      subject,
      sequence: this.log.filter((event) => event.subject === subject).length + 1,
      time: time.toISOString(),
      correlationId: `req_${this.log.length + 1}`,
      causationId: null,
      data,
    };
    this.log.push(told);
    return told;
  }

  @HandleRpc(checkOpeningAccess)
  async checkAccess({ openingId }: OpeningAccessInput, { actor }: CallContext): Promise<Empty> {
    if (actor.kind !== 'staff' || !this.staffByOpening.get(openingId)?.has(actor.id)) {
      throw new AppError('not_found', 'There is no such opening, or you do not have access to it.');
    }
    return new Empty();
  }

  /** Of an application no more than decisions is asked for here. */
  @HandleRpc(getMyApplication)
  async getMine({ applicationId }: ApplicationRef): Promise<MyApplication> {
    const decisions = this.decisions.get(applicationId) ?? [];
    return { id: applicationId, stage: 'evaluated', decisions } as Partial<MyApplication> as MyApplication;
  }

  @HandleRpc(searchErased('applicants'))
  async search(input: SearchErasedInput): Promise<ErasedSearch> {
    return this.searchErased(input);
  }

  @HandleRpc(eventsAfter('applicants'))
  async eventsAfter({ after, limit }: EventsAfterQuery): Promise<EventsPage> {
    return { events: this.log.slice(after, after + limit), head: this.log.length };
  }
}
