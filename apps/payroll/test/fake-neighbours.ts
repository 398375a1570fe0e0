import { AppError } from '@guildhall/errors';
import { type PeopleNames, type PeopleNamesInput, peopleNames } from '@guildhall/messages/accounts';
import { type EventEnvelope, newId } from '@guildhall/messages/contract';
import { type ContractRef, type ContractTerms, contractSealed, getContractTerms } from '@guildhall/messages/contracts';
import { type EventsAfterQuery, type EventsPage, eventsAfter } from '@guildhall/messages/platform';
import { HandleRpc } from '@guildhall/rpc';
import { Controller } from '@nestjs/common';

/** What `contracts` answers to `payroll`: which contracts are sealed, and what they say. */
@Controller()
export class FakeContracts {
  private readonly log: EventEnvelope[] = [];
  private readonly terms = new Map<string, ContractTerms>();

  seal(terms: ContractTerms): void {
    this.terms.set(terms.contractId, terms);
    const { contractId, personId, projectId } = terms;
    const data = {
      contractId,
      personId,
      projectId,
      offerId: newId('off'),
      applicationId: newId('app'),
      openingId: newId('opn'),
    };
    this.log.push({
      ...{
        position: this.log.length + 1,
        id: newId('evt'),
        type: contractSealed.type,
        source: 'contracts',
        sequence: 1,
      },
      ...{ subject: `contract/${contractId}`, time: terms.sealedAt, causationId: null, data },
      correlationId: `req_${this.log.length + 1}`,
    });
  }

  @HandleRpc(getContractTerms)
  async get({ contractId }: ContractRef): Promise<ContractTerms> {
    const terms = this.terms.get(contractId);
    if (!terms) throw new AppError('not_found', 'There is no such contract.');
    return terms;
  }

  @HandleRpc(eventsAfter('contracts'))
  async eventsAfter({ after, limit }: EventsAfterQuery): Promise<EventsPage> {
    return { events: this.log.slice(after, after + limit), head: this.log.length };
  }
}

/** What `accounts` answers: a name for everybody. */
@Controller()
export class FakeAccounts {
  @HandleRpc(peopleNames)
  async names({ personIds }: PeopleNamesInput): Promise<PeopleNames> {
    return { people: personIds.map((personId) => ({ personId, displayName: 'Zoë Ångström' })) };
  }
}
