import type { ServiceName } from '@guildhall/messages/contract';
import {
  type ErasedSearch,
  type SearchErasedInput,
  searchErased,
  type TableWithMarks,
} from '@guildhall/messages/platform';
import { HandleRpc } from '@guildhall/rpc';
import { Controller, type INestMicroservice, Module, type Type } from '@nestjs/common';
import { type InterviewHouse, startNeighbour } from './interview-house.js';

const parties = ['applicants', 'events', 'accounts', 'contracts', 'payroll'] as const satisfies readonly ServiceName[];
type Party = (typeof parties)[number];

/** The other services, as far as an erasure asks them: they find what a test puts there. */
export class ErasureParties {
  readonly holding = new Map<Party, TableWithMarks[]>();
  /** What each was asked to look for. */
  readonly asked = new Map<Party, string[]>();
  private readonly started: INestMicroservice[] = [];

  static async start(house: InterviewHouse): Promise<ErasureParties> {
    const all = new ErasureParties();
    for (const party of parties.filter((name) => name !== 'applicants')) {
      all.started.push(await startNeighbour(house.ground, party, moduleOf(all, party)));
    }
    house.applicants.searchErased = (input) => all.answer('applicants', input);
    return all;
  }

  answer(party: Party, { marks }: SearchErasedInput): ErasedSearch {
    this.asked.set(party, marks);
    return { tables: 1, found: this.holding.get(party) ?? [] };
  }

  async close(): Promise<void> {
    for (const each of this.started) await each.close();
  }
}

function moduleOf(all: ErasureParties, party: Party): Type<object> {
  @Controller()
  class PartyController {
    @HandleRpc(searchErased(party))
    async search(input: SearchErasedInput): Promise<ErasedSearch> {
      return all.answer(party, input);
    }
  }

  @Module({ controllers: [PartyController] })
  class PartyModule {}
  return PartyModule;
}
