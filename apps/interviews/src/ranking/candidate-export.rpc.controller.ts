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

function exportedCandidate({ outline, concluded, ...place }: ListedCandidate): ExportedCandidate {
  return {
    applicationId: place.applicationId,
    interviewId: place.interviewId,
    rank: place.rank,
    band: place.band,
    alsoTiesWithPreviousBand: place.alsoTiesWithPreviousBand,
    language: place.language,
    country: place.country,
    engine: outline.engine === 'baseline' ? 'baseline' : 'model',
    total: outline.total,
    low: outline.interval.low,
    high: outline.interval.high,
    levels: outline.criteria.map(({ criterion, level }) => ({ criterionId: criterion, level })),
    evidenceCount: outline.evidenceCount,
    reviewRequired: place.reviewRequired,
    flags: outline.flags,
    override: levelOverride(outline, concluded),
  };
}
