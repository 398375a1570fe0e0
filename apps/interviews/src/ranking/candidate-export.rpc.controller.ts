import type { CallContext } from '@guildhall/messages/contract';
import {
  type CandidateExportBatch,
  type CandidateExportQuery,
  type ExportedCandidate,
  exportCandidates,
} from '@guildhall/messages/interviews';
import { HandleRpc } from '@guildhall/rpc';
import { Controller } from '@nestjs/common';
import { PlanRepository } from '../plan/plan.repository.js';
import { CandidateList, type ListedCandidate } from './candidate-list.js';
import { levelOverride } from './level-override.js';
import { OpeningReads } from './opening-reads.js';
import { resultFlags } from './result-flags.js';

/** So many can be named at once. */
const batchSize = 100;

/** The ranks of an opening batch by batch, for the edge, which sends them on as one stream. */
@Controller()
export class CandidateExportRpcController {
  constructor(
    private readonly reads: OpeningReads,
    private readonly list: CandidateList,
    private readonly plans: PlanRepository,
  ) {}

  /** Access is looked at with each batch; the row in the audit log comes with the first. */
  @HandleRpc(exportCandidates)
  async export(input: CandidateExportQuery, context: CallContext): Promise<CandidateExportBatch> {
    const { openingId, format, cursor } = input;
    const look = () => this.batch(input);
    if (cursor !== undefined) return await this.reads.goOn(openingId, context, look);
    return await this.reads.run({ openingId, action: 'candidates.exported', details: { format } }, context, look);
  }

  private async batch(input: CandidateExportQuery): Promise<CandidateExportBatch> {
    const isFirst = input.cursor === undefined;
    const [{ ranking, candidates, nextCursor }, criteria] = await Promise.all([
      this.list.page(input, batchSize),
      isFirst ? this.plans.criteriaOfOpening(input.openingId) : [],
    ]);
    const data = candidates.map(exportedCandidate);
    return { rankingId: ranking?.id ?? null, criteria, data, nextCursor, hasMore: nextCursor !== null };
  }
}

function exportedCandidate({ scorecard, concluded, ...place }: ListedCandidate): ExportedCandidate {
  const { draft } = scorecard;
  return {
    applicationId: place.applicationId,
    interviewId: place.interviewId,
    rank: place.rank,
    band: place.band,
    alsoTiesWithPreviousBand: place.alsoTiesWithPreviousBand,
    language: place.language,
    country: place.country,
    engine: draft.engine.kind === 'baseline' ? 'baseline' : 'model',
    total: draft.figures!.total,
    low: draft.figures!.interval.low,
    high: draft.figures!.interval.high,
    levels: draft.criteria.map(({ criterion, level }) => ({ criterionId: criterion, level: level! })),
    evidenceCount: draft.evidence.length,
    reviewRequired: scorecard.reviewRequired,
    flags: resultFlags(draft),
    override: levelOverride(draft, concluded),
  };
}
