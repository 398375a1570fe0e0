import { type DataSource, type EntityManager, In } from 'typeorm';
import { InterviewEntity } from '../../apps/interviews/src/interview/interview.entity.js';
import { PlanVersionEntity } from '../../apps/interviews/src/plan/plan.entity.js';
import { DeletionEntity } from '../../apps/interviews/src/retention/deletion.entity.js';
import { ModelCallEntity } from '../../apps/interviews/src/scoring/judge/model-call.entity.js';
import { ScorecardEntity } from '../../apps/interviews/src/scoring/scorecard.entity.js';
import { CorrectionEntity } from '../../apps/interviews/src/transcription/correction.entities.js';
import { TranscriptEntity } from '../../apps/interviews/src/transcription/transcript.entity.js';

/** A result with everything that it was made from, as far as it is still there. */
export interface StoredScore {
  scorecard: ScorecardEntity;
  /** The plan version of the interview; null where it is gone. */
  planVersion: PlanVersionEntity | null;
  /** In the order in which they were read when the result was made. */
  transcripts: TranscriptEntity[];
  /** Oldest first. */
  corrections: CorrectionEntity[];
  /** Those that the record names and that are there. */
  calls: ModelCallEntity[];
  /** Of what was said, where it was asked for. */
  deletionId: string | null;
}

/** Reads it as it was at one moment, in a transaction that may not write. Null where there is no such result. */
export async function readStoredScore(source: DataSource, scorecardId: string): Promise<StoredScore | null> {
  return await source.transaction('REPEATABLE READ', async (manager) => {
    await manager.query('SET TRANSACTION READ ONLY');
    const scorecard = await manager.findOneBy(ScorecardEntity, { id: scorecardId });
    return scorecard && (await materialOf(manager, scorecard));
  });
}

async function materialOf(manager: EntityManager, scorecard: ScorecardEntity): Promise<StoredScore> {
  const { interviewId, record } = scorecard;
  const deletion = await manager.findOneBy(DeletionEntity, { interviewId });
  const interview = await manager.findOneBy(InterviewEntity, { id: interviewId });
  return {
    scorecard,
    planVersion: interview && (await manager.findOneBy(PlanVersionEntity, { id: interview.planVersionId })),
    transcripts: await manager.find(TranscriptEntity, {
      where: { interviewId },
      order: { questionId: 'ASC', createdAt: 'ASC', id: 'ASC' },
    }),
    corrections: await manager.find(CorrectionEntity, { where: { interviewId }, order: { sequence: 'ASC' } }),
    deletionId: deletion?.id ?? null,
    calls: await manager.findBy(ModelCallEntity, { id: In(record.modelCallIds ?? []) }),
  };
}
