import type { Opening } from '@guildhall/messages/applicants';
import { outlinePlans } from '@guildhall/messages/interviews';
import { RpcClient } from '@guildhall/rpc';
import { Injectable } from '@nestjs/common';
import type { PublicOpening } from './openings.dto.js';

/** Joins what two services know of openings: the work, and the interview that leads to it. */
@Injectable()
export class OpeningOutlines {
  constructor(private readonly rpc: RpcClient) {}

  async withInterview(openings: Opening[]): Promise<PublicOpening[]> {
    if (openings.length === 0) return [];
    const { outlines } = await this.rpc.call(outlinePlans, {
      openings: openings.map(({ id, planVersionId, languages, places }) => ({
        ...{ openingId: id, planVersionId, languages, places },
      })),
    });
    const outlineOf = new Map(outlines.map((outline) => [outline.openingId, outline]));
    return openings.map((opening) => {
      const outline = outlineOf.get(opening.id);
      return { ...opening, interview: outline?.interview ?? null, aiEvaluation: outline?.aiEvaluation ?? null };
    });
  }
}
