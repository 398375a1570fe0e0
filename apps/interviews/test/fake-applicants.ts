import { AppError } from '@guildhall/errors';
import {
  type ApplicationRef,
  checkOpeningAccess,
  decisionReasonCodes,
  getMyApplication,
  getOpening,
  listOpenings,
  type MyApplication,
  type OpeningAccessInput,
  type OpeningRef,
  type OwnDecision,
  type StaffOpening,
  type StaffOpeningPage,
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
  decide(applicationId: string, kind: OwnDecision['kind'], decidedAt: Date, decidedBy = newId('per')): void {
    const [reasonCode] = decisionReasonCodes[kind];
    const decision = { kind, reasonCode, decidedBy, decidedAt: decidedAt.toISOString() };
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
    const stage = decisions[0]?.kind === 'not_select' ? 'not_selected' : 'evaluated';
    return { id: applicationId, stage, decisions } as Partial<MyApplication> as MyApplication;
  }

  /** Of an opening no more than its staff and its title. */
  @HandleRpc(getOpening)
  async getOpening({ openingId }: OpeningRef): Promise<StaffOpening> {
    return this.openingView(openingId);
  }

  @HandleRpc(listOpenings)
  async listOpenings(_: object, { actor }: CallContext): Promise<StaffOpeningPage> {
    const isOn = (staff: Set<string>) => actor.kind === 'staff' && staff.has(actor.id);
    const ids = [...this.staffByOpening].flatMap(([id, staff]) => (isOn(staff) ? [id] : []));
    return { data: ids.map((id) => this.openingView(id)), nextCursor: null, hasMore: false };
  }

  @HandleRpc(searchErased('applicants'))
  async search(input: SearchErasedInput): Promise<ErasedSearch> {
    return this.searchErased(input);
  }

  @HandleRpc(eventsAfter('applicants'))
  async eventsAfter({ after, limit }: EventsAfterQuery): Promise<EventsPage> {
    return { events: this.log.slice(after, after + limit), head: this.log.length };
  }

  private openingView(id: string): StaffOpening {
    const staffIds = [...(this.staffByOpening.get(id) ?? [])];
    return { id, title: `Opening ${id}`, staffIds } as Partial<StaffOpening> as StaffOpening;
  }
}
