import type { CallContext } from '@guildhall/messages/contract';
import { type WhatIfInput, type WhatIfOrder, whatIfOrder } from '@guildhall/messages/interviews';
import { HandleRpc } from '@guildhall/rpc';
import { Controller } from '@nestjs/common';
import { OpeningSettingsRepository } from '../opening/opening-settings.repository.js';
import { PlanRepository } from '../plan/plan.repository.js';
import { CandidateList } from './candidate-list.js';
import { OpeningReads } from './opening-reads.js';
import { checkedWeights, whatIfPlaces } from './what-if.js';
import { WhatIfRepository } from './what-if.repository.js';

const shownPlaces = 200;

/** Other weights on the levels that are stored: an order to look at, of which nothing is kept. */
@Controller()
export class WhatIfRpcController {
  constructor(
    private readonly reads: OpeningReads,
    private readonly list: CandidateList,
    private readonly openings: OpeningSettingsRepository,
    private readonly plans: PlanRepository,
    private readonly repository: WhatIfRepository,
  ) {}

  @HandleRpc(whatIfOrder)
  async order({ openingId, weights, rankingId }: WhatIfInput, context: CallContext): Promise<WhatIfOrder> {
    const read = { openingId, action: 'candidates.what_if_read', details: { weights } };
    return await this.reads.run(read, context, async () => {
      const ranking = await this.list.ranking(openingId, rankingId);
      if (!ranking) return { rankingId: null, weights, data: [], hasMore: false };
      const { planVersionId } = await this.openings.require(openingId);
      const { document } = await this.plans.requireVersion(planVersionId);
      const checked = checkedWeights(weights, document);
      const reweighed = await this.repository.reweighed(ranking.id, checked, shownPlaces + 1);
      const data = whatIfPlaces(reweighed, document, shownPlaces);
      return { rankingId: ranking.id, weights, data, hasMore: reweighed.length > shownPlaces };
    });
  }
}
