import { LOGGER, type Logger } from '@guildhall/observability';
import { AbandonedSweep, type MediaStore, SpoolFolder } from '@guildhall/storage';
import { type DynamicModule, Module } from '@nestjs/common';
import { AdjustmentRpcController } from './adjustment/adjustment.rpc.controller.js';
import { AdjustmentService } from './adjustment/adjustment.service.js';
import { AdjustmentRequestRepository } from './adjustment/adjustment-request.repository.js';
import { AppealRepository } from './appeal/appeal.repository.js';
import { AppealRpcController } from './appeal/appeal.rpc.controller.js';
import { AppealService } from './appeal/appeal.service.js';
import { OwnAppealRpcController } from './appeal/own-appeal.rpc.controller.js';
import { ScoreAppealHandler } from './appeal/score-appeal.handler.js';
import { ConsentRepository } from './consent/consent.repository.js';
import { ConsentRpcController } from './consent/consent.rpc.controller.js';
import { ConsentService } from './consent/consent.service.js';
import { EnginesRpcController } from './engines/engines.rpc.controller.js';
import { engineProviders } from './engines/open-engines.js';
import { AnswerRpcController } from './interview/answer.rpc.controller.js';
import { AnswerService } from './interview/answer.service.js';
import { InterviewRepository } from './interview/interview.repository.js';
import { InterviewRpcController } from './interview/interview.rpc.controller.js';
import { InterviewService } from './interview/interview.service.js';
import { InterviewAccess } from './interview/interview-access.js';
import { InterviewCommands } from './interview/interview-commands.js';
import { InterviewDeadlines } from './interview/interview-deadlines.handler.js';
import { InterviewFacts } from './interview/interview-facts.js';
import { InterviewProgress } from './interview/interview-progress.js';
import { InterviewViews } from './interview/interview-view.js';
import { LanguageSupport } from './interview/language-support.js';
import { OnApplication } from './interview/on-application.handler.js';
import { SubmissionService } from './interview/submission.service.js';
import { InterviewsConfig } from './interviews.config.js';
import { WorkDirectories } from './media/work-directory.js';
import { CandidateNoteRepository } from './note/candidate-note.repository.js';
import { CandidateNoteRpcController } from './note/candidate-note.rpc.controller.js';
import { OnOpeningOpened } from './opening/on-opening-opened.handler.js';
import { OpeningSettingsRepository } from './opening/opening-settings.repository.js';
import { PlanRepository } from './plan/plan.repository.js';
import { PlanRpcController } from './plan/plan.rpc.controller.js';
import { PlanService } from './plan/plan.service.js';
import { PlanEditingRpcController } from './plan/plan-editing.rpc.controller.js';
import { PlanOutlinesRpcController } from './plan/plan-outlines.rpc.controller.js';
import { PlanTemplateLibrary } from './plan/plan-template-library.js';
import { PlanTemplatesRpcController } from './plan/plan-templates.rpc.controller.js';
import { CandidateRepository } from './ranking/candidate.repository.js';
import { CandidateExportRpcController } from './ranking/candidate-export.rpc.controller.js';
import { CandidateList } from './ranking/candidate-list.js';
import { CandidatesRpcController } from './ranking/candidates.rpc.controller.js';
import { ComparisonRpcController } from './ranking/comparison.rpc.controller.js';
import { LevelOverrideRepository } from './ranking/level-override.repository.js';
import { OpeningReads } from './ranking/opening-reads.js';
import { RankOpeningHandler } from './ranking/rank-opening.handler.js';
import { RankedCandidatesRpcController } from './ranking/ranked-candidates.rpc.controller.js';
import { RankingRepository } from './ranking/ranking.repository.js';
import { ScorecardSummaryRepository } from './ranking/scorecard-summary.repository.js';
import { WhatIfRepository } from './ranking/what-if.repository.js';
import { WhatIfRpcController } from './ranking/what-if.rpc.controller.js';
import { AnswerRefusals } from './recording/answer-refusals.js';
import { ChosenAnswers } from './recording/chosen-answers.js';
import { InterruptionRpcController } from './recording/interruption.rpc.controller.js';
import { InterruptionService } from './recording/interruption.service.js';
import { MakeThumbnailHandler } from './recording/make-thumbnail.handler.js';
import { PlaybackRpcController } from './recording/playback.rpc.controller.js';
import { RecordingRepository } from './recording/recording.repository.js';
import { TakeRpcController } from './recording/take.rpc.controller.js';
import { TakeService } from './recording/take.service.js';
import { MEDIA_STORE, objectKeyPrefix, TakeFiles } from './recording/take-files.js';
import { TakeInterruptionRepository } from './recording/take-interruption.repository.js';
import { TakeMediaHandlers } from './recording/take-media.handlers.js';
import { TakeSteps } from './recording/take-steps.js';
import { UploadSweep } from './recording/upload-sweep.js';
import { FlaggedAnswers } from './result/flagged-answers.js';
import { OwnResultRepository } from './result/own-result.repository.js';
import { OwnResultRpcController } from './result/own-result.rpc.controller.js';
import { ScorecardDetailsRepository } from './result/scorecard-details.repository.js';
import { ScorecardDetailsRpcController } from './result/scorecard-details.rpc.controller.js';
import { CertificateKeys } from './retention/certificate-keys.js';
import { ConfirmErasureHandler } from './retention/confirm-erasure.handler.js';
import { DeletionRepository } from './retention/deletion.repository.js';
import { DeletionRpcController } from './retention/deletion.rpc.controller.js';
import { DeletionService } from './retention/deletion.service.js';
import { EraseRecordingsHandler } from './retention/erase-recordings.handler.js';
import { ErasureRepository } from './retention/erasure.repository.js';
import { ErasureEffects } from './retention/erasure-effects.js';
import { ErasurePlaces } from './retention/erasure-places.js';
import { FindDueRetention } from './retention/find-due-retention.js';
import { InterviewContents } from './retention/interview-content.js';
import { LegalHoldRpcController } from './retention/legal-hold.rpc.controller.js';
import { RemindOfDueReviews } from './review/remind-of-due-reviews.js';
import { ReviewRepository } from './review/review.repository.js';
import { ReviewRpcController } from './review/review.rpc.controller.js';
import { ReviewService } from './review/review.service.js';
import { ReviewViews } from './review/review-view.js';
import { ReviewWorkRpcController } from './review/review-work.rpc.controller.js';
import { ReviewedAnswers } from './review/reviewed-answers.js';
import { StaffOpenings } from './review/staff-openings.js';
import { TellDueReviewsHandler } from './review/tell-due-reviews.handler.js';
import { HeldOutInterviews } from './scoring/held-out.js';
import { ModelCallRepository } from './scoring/judge/model-call.repository.js';
import { ScoreInterviewHandler } from './scoring/score-interview.handler.js';
import { ScorecardRepository } from './scoring/scorecard.repository.js';
import { ScorecardViews } from './scoring/scorecard-view.js';
import { ScoringMaterial } from './scoring/scoring-material.js';
import { ScoringResults } from './scoring/scoring-results.js';
import { TranscriptSearchRepository } from './search/transcript-search.repository.js';
import { TranscriptSearchRpcController } from './search/transcript-search.rpc.controller.js';
import { TranscriptSentenceRepository } from './search/transcript-sentence.repository.js';
import { ShortlistRepository } from './shortlist/shortlist.repository.js';
import { ShortlistRpcController } from './shortlist/shortlist.rpc.controller.js';
import { ShortlistService } from './shortlist/shortlist.service.js';
import { IntegritySignalRepository } from './signal/integrity-signal.repository.js';
import { SignalRpcController } from './signal/signal.rpc.controller.js';
import { SignalService } from './signal/signal.service.js';
import { AiBudget } from './spending/ai-budget.js';
import { SpendingRepository } from './spending/spending.repository.js';
import { SpendingRpcController } from './spending/spending.rpc.controller.js';
import { SpendingOfToday } from './spending/spending-of-today.js';
import { CorrectionRepository } from './transcription/correction.repository.js';
import { CorrectionService } from './transcription/correction.service.js';
import { StoredTranscriptionRepository } from './transcription/stored-transcription.repository.js';
import { TakeCaptions } from './transcription/take-captions.js';
import { TranscribeTakeHandler } from './transcription/transcribe-take.handler.js';
import { TranscriptRepository } from './transcription/transcript.repository.js';
import { TranscriptRpcController } from './transcription/transcript.rpc.controller.js';
import { TranscriptService } from './transcription/transcript.service.js';
import { TranscriptViews } from './transcription/transcript-views.js';

/** What the features need from outside the database. */
export interface InterviewsParts {
  config: InterviewsConfig;
  media: MediaStore;
  spool: SpoolFolder;
  workDirectories: WorkDirectories;
  certificateKeys: CertificateKeys;
}

const plans = [PlanRepository, PlanService, PlanTemplateLibrary];
const interviews = [
  ...[InterviewRepository, InterviewService, InterviewFacts, InterviewProgress, InterviewAccess, InterviewViews],
  ...[InterviewCommands, LanguageSupport],
  ...[AnswerService, SubmissionService, InterviewDeadlines, OnApplication, OpeningSettingsRepository, OnOpeningOpened],
  ...[ConsentRepository, ConsentService],
  ...[AdjustmentRequestRepository, AdjustmentService, IntegritySignalRepository, SignalService],
];
const recordings = [
  ...[RecordingRepository, TakeService, TakeFiles, TakeSteps, TakeMediaHandlers, MakeThumbnailHandler],
  ...[AnswerRefusals, ChosenAnswers, UploadSweep, TakeInterruptionRepository, InterruptionService],
];
const models = [AiBudget, SpendingRepository, SpendingOfToday, ModelCallRepository, StoredTranscriptionRepository];
const transcription = [
  ...[TranscriptRepository, TranscriptService, TranscribeTakeHandler, TranscriptViews],
  ...[CorrectionRepository, CorrectionService, TakeCaptions],
];
const scoring = [
  ScoringMaterial,
  ScoringResults,
  HeldOutInterviews,
  ScoreInterviewHandler,
  ScorecardRepository,
  ScorecardViews,
];
const ranking = [
  ...[RankingRepository, RankOpeningHandler, ScorecardSummaryRepository, OwnResultRepository],
  ...[OpeningReads, CandidateRepository, CandidateList, LevelOverrideRepository, WhatIfRepository],
  ...[TranscriptSentenceRepository, TranscriptSearchRepository, ScorecardDetailsRepository, FlaggedAnswers],
];
const reviews = [
  ...[ReviewRepository, ReviewService, ReviewViews, ReviewedAnswers, StaffOpenings],
  ...[RemindOfDueReviews, TellDueReviewsHandler, AppealRepository, AppealService, ScoreAppealHandler],
  ...[ShortlistRepository, ShortlistService, CandidateNoteRepository],
];
const retention = [
  ...[DeletionRepository, DeletionService, FindDueRetention, ErasureRepository, InterviewContents],
  ...[EraseRecordingsHandler, ErasurePlaces, ErasureEffects, ConfirmErasureHandler],
];

export function interviewsModule(parts: InterviewsParts): DynamicModule {
  const { config, media, spool, workDirectories, certificateKeys } = parts;
  return {
    module: InterviewsModule,
    controllers: [
      ...[
        AnswerRpcController,
        ConsentRpcController,
        PlanRpcController,
        InterviewRpcController,
        TakeRpcController,
        PlaybackRpcController,
        TranscriptRpcController,
      ],
      ...[
        CandidatesRpcController,
        OwnResultRpcController,
        EnginesRpcController,
        ReviewRpcController,
        PlanEditingRpcController,
      ],
      ...[AdjustmentRpcController, SignalRpcController, InterruptionRpcController, PlanOutlinesRpcController],
      ...[DeletionRpcController, LegalHoldRpcController, PlanTemplatesRpcController, ScorecardDetailsRpcController],
      ...[RankedCandidatesRpcController, CandidateExportRpcController, ComparisonRpcController],
      ...[WhatIfRpcController, TranscriptSearchRpcController],
      ...[ReviewWorkRpcController, AppealRpcController, OwnAppealRpcController],
      ...[ShortlistRpcController, CandidateNoteRpcController, SpendingRpcController],
    ],
    providers: [
      ...[...plans, ...interviews, ...recordings, ...models, ...transcription, ...scoring, ...ranking],
      ...[...reviews, ...retention],
      ...engineProviders,
      { provide: InterviewsConfig, useValue: config },
      { provide: MEDIA_STORE, useValue: media },
      {
        provide: AbandonedSweep,
        inject: [LOGGER],
        useFactory: (logger: Logger) =>
          new AbandonedSweep({ ...media, prefix: objectKeyPrefix, logger }, config.roles.includes('worker')),
      },
      { provide: SpoolFolder, useValue: spool },
      { provide: WorkDirectories, useValue: workDirectories },
      { provide: CertificateKeys, useValue: certificateKeys },
    ],
  };
}

@Module({})
class InterviewsModule {}
