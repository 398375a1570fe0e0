import { Injectable } from '@nestjs/common';
import type { InterviewEntity } from '../interview/interview.entity.js';
import { InterviewsConfig } from '../interviews.config.js';
import { sha256 } from '../model-client/sha256.js';
import { PlanRepository } from '../plan/plan.repository.js';
import { RecordingRepository } from '../recording/recording.repository.js';
import { CorrectionRepository } from '../transcription/correction.repository.js';
import { TranscriptRepository } from '../transcription/transcript.repository.js';
import { answerForScoring, countingTranscripts } from './answers-to-score.js';
import { canonicalJson } from './canonical-json.js';
import { isInReviewSample } from './review-sample.js';
import type { InterviewToScore } from './scoring-engine.js';

/** The seed of the first evaluation of an interview; a re-score or an appeal has another. */
const firstSeed = '1';

/** Gathers what an interview is judged by: its plan and the words of the answers that count. */
@Injectable()
export class ScoringMaterial {
  constructor(
    private readonly plans: PlanRepository,
    private readonly recordings: RecordingRepository,
    private readonly transcripts: TranscriptRepository,
    private readonly corrections: CorrectionRepository,
    private readonly config: InterviewsConfig,
  ) {}

  async gather(interview: InterviewEntity, signal: AbortSignal): Promise<InterviewToScore> {
    const version = await this.plans.requireVersion(interview.planVersionId);
    const answers = await this.recordings.answersOf(interview.id);
    const counting = countingTranscripts(answers, await this.transcripts.ofInterview(interview.id));
    const corrections = await this.corrections.ofInterview(interview.id);
    const toScore = counting.map((transcript) => answerForScoring(transcript, corrections.get(transcript.id)));
    return {
      interviewId: interview.id,
      openingId: interview.openingId,
      plan: version.document,
      planSha256: version.documentSha256,
      answers: toScore,
      mediaSha256: Object.fromEntries(counting.map(({ questionId, mediaSha256 }) => [questionId, mediaSha256])),
      transcriptSha256: Object.fromEntries(
        counting.map(({ questionId, transcriptSha256 }) => [questionId, transcriptSha256]),
      ),
      correctedSha256: Object.fromEntries(
        toScore
          .filter(({ correction }) => correction)
          .map(({ question, segments }) => [question, sha256(canonicalJson(segments))]),
      ),
      purpose: 'score',
      seed: firstSeed,
      isSampled: isInReviewSample(interview.id, this.config.reviewSamplePercent),
      signal,
    };
  }
}
