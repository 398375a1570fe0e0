import { Database, type Tx } from '@guildhall/database';
import { FaultPoints } from '@guildhall/fault-points';
import { HandleJob, type JobRun } from '@guildhall/jobs';
import { Inject, Injectable } from '@nestjs/common';
import { allowedByDuties } from '../duties/allowed-by-duties.js';
import type { InterviewEntity } from '../interview/interview.entity.js';
import type { InterviewJobPayload } from '../interview/interview.jobs.js';
import { InterviewRepository } from '../interview/interview.repository.js';
import { InterviewService } from '../interview/interview.service.js';
import { retryOrPark } from '../model-client/retry-or-park.js';
import { scoreInterview } from './score-interview.job.js';
import type { ScorecardEntity } from './scorecard.entity.js';
import { type InterviewToScore, SCORING_ENGINE, type ScoringEngine } from './scoring-engine.js';
import { ScoringMaterial } from './scoring-material.js';
import { ScoringResults } from './scoring-results.js';

/** Judges a submitted interview once; a retry finds the stored replies of a model and makes no second call. */
@Injectable()
export class ScoreInterviewHandler {
  constructor(
    private readonly database: Database,
    private readonly interviews: InterviewRepository,
    private readonly service: InterviewService,
    private readonly material: ScoringMaterial,
    private readonly results: ScoringResults,
    private readonly faultPoints: FaultPoints,
    @Inject(SCORING_ENGINE) private readonly engine: ScoringEngine,
  ) {}

  @HandleJob(scoreInterview)
  async score({ interviewId }: InterviewJobPayload, run: JobRun): Promise<void> {
    const interview = await this.interviews.find(interviewId);
    if (interview?.state !== 'scoring') return;
    if (!allowedByDuties(interview.jurisdictions)) {
      await this.leaveToPerson(interview, run);
      return;
    }
    const toScore = await this.material.gather(interview, run.signal);
    const earlier = await this.results.earlier(toScore);
    const keep = earlier ? async () => earlier : await this.judge(toScore);
    await this.faultPoints.reached('score');
    await this.database.transaction(async (tx) => {
      await run.finish(tx);
      const current = await this.interviews.lock(tx, interviewId);
      if (current?.state === 'scoring') await this.results.settle(tx, current, await keep(tx, current), run.context);
    });
    await this.faultPoints.reached('score-committed');
  }

  /** @returns what keeps the result, in the transaction in which it takes effect */
  private async judge(
    toScore: InterviewToScore,
  ): Promise<(tx: Tx, interview: InterviewEntity) => Promise<ScorecardEntity>> {
    const scored = await retryOrPark(() => this.engine.score(toScore));
    return (tx, interview) => this.results.keep(tx, interview, toScore, scored);
  }

  private async leaveToPerson({ id }: InterviewEntity, run: JobRun): Promise<void> {
    await this.database.transaction(async (tx) => {
      await run.finish(tx);
      const current = await this.interviews.lock(tx, id);
      if (current?.state === 'scoring') await this.service.takeHumanPath(tx, current, 'ai_not_allowed', run.context);
    });
  }
}
