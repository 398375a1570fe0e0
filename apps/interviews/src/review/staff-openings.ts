import { listOpenings } from '@guildhall/messages/applicants';
import type { CallContext } from '@guildhall/messages/contract';
import { RpcClient } from '@guildhall/rpc';
import { Injectable } from '@nestjs/common';

const pageSize = 100;
/** Newest first; admins see all openings, and their work of older ones stands in those. */
const mostPages = 10;

/** Which openings a member of staff is on: for `applicants` to say. */
@Injectable()
export class StaffOpenings {
  constructor(private readonly rpc: RpcClient) {}

  /** Titles by id. */
  async of(context: CallContext): Promise<Map<string, string>> {
    const titles = new Map<string, string>();
    let cursor: string | null = null;
    for (let page = 0; page < mostPages; page += 1) {
      const query: { limit: number; cursor?: string } = { limit: pageSize, ...(cursor !== null && { cursor }) };
      const { data, nextCursor } = await this.rpc.call(listOpenings, query, { context });
      for (const { id, title } of data) titles.set(id, title);
      if (nextCursor === null) break;
      cursor = nextCursor;
    }
    return titles;
  }
}
