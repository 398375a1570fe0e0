import { peopleNames } from '@guildhall/messages/accounts';
import { currentContext } from '@guildhall/observability';
import { RpcClient } from '@guildhall/rpc';
import { Injectable } from '@nestjs/common';

/**
 * Who decided about an application, by name, for the applicant. Accounts tells names to staff and services, so the edge asks
 * for itself: only for decisions that the applicant may read.
 */
@Injectable()
export class DeciderNames {
  constructor(private readonly rpc: RpcClient) {}

  /** By id; people whom accounts does not know are left out. */
  async of(deciderIds: string[]): Promise<Map<string, string>> {
    const personIds = [...new Set(deciderIds)];
    if (personIds.length === 0) return new Map();
    const context = { ...currentContext(), actor: { kind: 'service', id: 'gateway' } as const };
    const { people } = await this.rpc.call(peopleNames, { personIds }, { context });
    return new Map(people.map(({ personId, displayName }) => [personId, displayName]));
  }
}
