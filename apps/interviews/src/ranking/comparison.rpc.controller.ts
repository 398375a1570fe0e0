import type { CallContext } from '@guildhall/messages/contract';
import { type Comparison, type ComparisonQuery, compareCandidates } from '@guildhall/messages/interviews';
import { HandleRpc } from '@guildhall/rpc';
import { Controller } from '@nestjs/common';
import { interviewNotFound } from '../interview/interview.errors.js';
import { InterviewRepository } from '../interview/interview.repository.js';
import { PlanRepository } from '../plan/plan.repository.js';
import { RecordingRepository } from '../recording/recording.repository.js';
import { ScorecardRepository } from '../scoring/scorecard.repository.js';
import { CandidateRepository } from './candidate.repository.js';
import { CandidateList } from './candidate-list.js';
import { areTied, type ComparedResult, comparedCandidate, comparedCriteria } from './comparison.js';
import { OpeningReads } from './opening-reads.js';

@Controller()
export class ComparisonRpcController {
  constructor(
    private readonly reads: OpeningReads,
    private readonly list: CandidateList,
    private readonly candidates: CandidateRepository,
    private readonly interviews: InterviewRepository,
    private readonly scorecards: ScorecardRepository,
    private readonly plans: PlanRepository,
    private readonly recordings: RecordingRepository,
  ) {}

  @HandleRpc(compareCandidates)
  async compare({ openingId, applicationIds }: ComparisonQuery, context: CallContext): Promise<Comparison> {
    const read = { openingId, action: 'candidates.compared', details: { applicationIds } };
    return await this.reads.run(read, context, async () => {
      const results = await this.results(openingId, applicationIds);
      const candidates = results.map(comparedCandidate);
      return {
        criteria: comparedCriteria(results.map(({ plan }) => plan)),
        candidates,
        isTied: areTied(candidates),
      };
    });
  }

  /** In the order of the ids. @throws AppError `not_found` where one of them is none of the opening's */
  private async results(openingId: string, applicationIds: string[]): Promise<ComparedResult[]> {
    const ranking = await this.list.ranking(openingId);
    const places = ranking ? await this.candidates.placesOf(ranking.id, applicationIds) : [];
    const scorecards = await this.scorecards.findAll(places.map(({ scorecardId }) => scorecardId));
    const results: ComparedResult[] = [];
    for (const applicationId of applicationIds) {
      const interview = await this.interviews.findByApplication(applicationId);
      if (interview?.openingId !== openingId) throw interviewNotFound();
      const place = places.find((each) => each.applicationId === applicationId) ?? null;
      results.push({
        ...{ applicationId, place },
        plan: (await this.plans.requireVersion(interview.planVersionId)).document,
        scorecard: place && (scorecards.get(place.scorecardId) ?? null),
        answers: await this.recordings.answersOf(interview.id),
      });
    }
    return results;
  }
}
