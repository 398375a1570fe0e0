import { Database } from '@guildhall/database';
import { HandleJob, type JobRun } from '@guildhall/jobs';
import { Inject, Injectable } from '@nestjs/common';
import type { InterviewJobPayload } from '../interview/interview.jobs.js';
import { InterviewRepository } from '../interview/interview.repository.js';
import { retryOrPark } from '../model-client/retry-or-park.js';
import { SCORING_ENGINE, type ScoringEngine } from '../scoring/scoring-engine.js';
import { ScoringMaterial } from '../scoring/scoring-material.js';
import { ScoringResults } from '../scoring/scoring-results.js';
import { scoreAppeal } from './appeal.jobs.js';
import { AppealRepository } from './appeal.repository.js';
import { AppealService } from './appeal.service.js';
import { isComparable } from './is-comparable.js';

/**
 * The independent run of an appeal: another purpose and another seed, so that no reply of the first run is used again. Its result is one
 * more row, which holds from now on; the interview stays in the state that its first result brought it to.
 */
@Injectable()
export class ScoreAppealHandler {
  constructor(
    private readonly database: Database,
    private readonly interviews: InterviewRepository,
    private readonly appeals: AppealRepository,
    private readonly service: AppealService,
    private readonly material: ScoringMaterial,
    private readonly results: ScoringResults,
    @Inject(SCORING_ENGINE) private readonly engine: ScoringEngine,
  ) {}

  @HandleJob(scoreAppeal)
  async score({ interviewId }: InterviewJobPayload, run: JobRun): Promise<void> {
    const interview = await this.interviews.find(interviewId);
    const appeal = interview && (await this.appeals.ofApplication(interview.applicationId));
    if (!interview || appeal?.state !== 'open' || !isComparable(interview)) return;
    const gathered = await this.material.gather(interview, run.signal);
    // The appeal's id: nobody chooses it, and a retry has the same.
    const toScore = { ...gathered, purpose: 'appeal' as const, seed: appeal.id };
    if (await this.results.earlier(toScore)) return;
    const scored = await retryOrPark(() => this.engine.score(toScore));
    await this.database.transaction(async (tx) => {
      await run.finish(tx);
      const current = await this.interviews.lock(tx, interviewId);
      // Taken back, or given to a person, while it was compared.
      if (!current || !isComparable(current)) return;
      const scorecard = await this.results.keep(tx, current, toScore, scored);
      await this.service.tellResult(tx, current, scorecard, run.context);
    });
  }
}
