import { peopleNames } from '@guildhall/messages/accounts';
import { currentContext } from '@guildhall/observability';
import { RpcClient } from '@guildhall/rpc';
import { Injectable } from '@nestjs/common';

/**
 * Who of the staff decided, answered or wrote something, by name. Accounts tells names to staff and services, and an applicant may know
 * some of them as well, so the edge asks for itself: only for what the caller may read.
 */
@Injectable()
export class StaffNames {
  constructor(private readonly rpc: RpcClient) {}

  /** By id; people whom accounts does not know are left out. */
  async of(staffIds: string[]): Promise<Map<string, string>> {
    const personIds = [...new Set(staffIds)];
    if (personIds.length === 0) return new Map();
    const context = { ...currentContext(), actor: { kind: 'service', id: 'gateway' } as const };
    const { people } = await this.rpc.call(peopleNames, { personIds }, { context });
    return new Map(people.map(({ personId, displayName }) => [personId, displayName]));
  }
}
