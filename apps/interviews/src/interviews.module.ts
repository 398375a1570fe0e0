import { type MediaStore, SpoolFolder } from '@guildhall/storage';
import { type DynamicModule, Module } from '@nestjs/common';
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
import { OnOpeningOpened } from './opening/on-opening-opened.handler.js';
import { OpeningSettingsRepository } from './opening/opening-settings.repository.js';
import { PlanRepository } from './plan/plan.repository.js';
import { PlanRpcController } from './plan/plan.rpc.controller.js';
import { PlanService } from './plan/plan.service.js';
import { CandidatesRpcController } from './ranking/candidates.rpc.controller.js';
import { RankOpeningHandler } from './ranking/rank-opening.handler.js';
import { RankingRepository } from './ranking/ranking.repository.js';
import { AnswerRefusals } from './recording/answer-refusals.js';
import { ChosenAnswers } from './recording/chosen-answers.js';
import { MakeThumbnailHandler } from './recording/make-thumbnail.handler.js';
import { PlaybackRpcController } from './recording/playback.rpc.controller.js';
import { RecordingRepository } from './recording/recording.repository.js';
import { TakeRpcController } from './recording/take.rpc.controller.js';
import { TakeService } from './recording/take.service.js';
import { MEDIA_STORE, TakeFiles } from './recording/take-files.js';
import { TakeMediaHandlers } from './recording/take-media.handlers.js';
import { TakeSteps } from './recording/take-steps.js';
import { UploadSweep } from './recording/upload-sweep.js';
import { HeldOutInterviews } from './scoring/held-out.js';
import { ModelCallRepository } from './scoring/judge/model-call.repository.js';
import { ScoreInterviewHandler } from './scoring/score-interview.handler.js';
import { ScorecardRepository } from './scoring/scorecard.repository.js';
import { ScorecardViews } from './scoring/scorecard-view.js';
import { ScoringMaterial } from './scoring/scoring-material.js';
import { ScoringResults } from './scoring/scoring-results.js';
import { AiBudget } from './spending/ai-budget.js';
import { StoredTranscriptionRepository } from './transcription/stored-transcription.repository.js';
import { TranscribeTakeHandler } from './transcription/transcribe-take.handler.js';
import { TranscriptRepository } from './transcription/transcript.repository.js';
import { TranscriptRpcController } from './transcription/transcript.rpc.controller.js';
import { TranscriptService } from './transcription/transcript.service.js';

/** What the features need from outside the database. */
export interface InterviewsParts {
  config: InterviewsConfig;
  media: MediaStore;
  spool: SpoolFolder;
  workDirectories: WorkDirectories;
}

const plans = [PlanRepository, PlanService];
const interviews = [
  ...[InterviewRepository, InterviewService, InterviewFacts, InterviewProgress, InterviewAccess, InterviewViews],
  ...[InterviewCommands, LanguageSupport],
  ...[AnswerService, SubmissionService, InterviewDeadlines, OnApplication, OpeningSettingsRepository, OnOpeningOpened],
  ...[ConsentRepository, ConsentService],
];
const recordings = [
  ...[RecordingRepository, TakeService, TakeFiles, TakeSteps, TakeMediaHandlers, MakeThumbnailHandler],
  ...[AnswerRefusals, ChosenAnswers, UploadSweep],
];
const models = [AiBudget, ModelCallRepository, StoredTranscriptionRepository];
const transcription = [TranscriptRepository, TranscriptService, TranscribeTakeHandler];
const scoring = [
  ScoringMaterial,
  ScoringResults,
  HeldOutInterviews,
  ScoreInterviewHandler,
  ScorecardRepository,
  ScorecardViews,
];
const ranking = [RankingRepository, RankOpeningHandler];

export function interviewsModule({ config, media, spool, workDirectories }: InterviewsParts): DynamicModule {
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
      ...[CandidatesRpcController, EnginesRpcController],
    ],
    providers: [
      ...[...plans, ...interviews, ...recordings, ...models, ...transcription, ...scoring, ...ranking],
      ...engineProviders,
      { provide: InterviewsConfig, useValue: config },
      { provide: MEDIA_STORE, useValue: media },
      { provide: SpoolFolder, useValue: spool },
      { provide: WorkDirectories, useValue: workDirectories },
    ],
  };
}

@Module({})
class InterviewsModule {}
