import { auditSchema } from '@guildhall/audit';
import { databaseSchema, mergeSchemas } from '@guildhall/database';
import { eventLogSchema } from '@guildhall/event-log';
import { jobsSchema } from '@guildhall/jobs';
import { AdjustmentRequestEntity } from '../adjustment/adjustment-request.entity.js';
import { AppealEntity } from '../appeal/appeal.entity.js';
import { ConsentEntity } from '../consent/consent.entity.js';
import { InterviewEntity } from '../interview/interview.entity.js';
import { CandidateNoteEntity } from '../note/candidate-note.entity.js';
import { OpeningSettingsEntity } from '../opening/opening-settings.entity.js';
import { PlanEntity, PlanVersionEntity } from '../plan/plan.entity.js';
import {
  RankingEntity,
  RankingEntryEntity,
  ScorecardOutlineEntity,
  ScorecardSummaryEntity,
} from '../ranking/ranking.entities.js';
import { AnswerEntity, SegmentEntity, TakeEntity } from '../recording/recording.entities.js';
import { TakeInterruptionEntity } from '../recording/take-interruption.entity.js';
import { DeletionEntity, LegalHoldEntity } from '../retention/deletion.entity.js';
import { ReviewEntity, ReviewQuoteEntity, ReviewRatingEntity } from '../review/review.entities.js';
import { ModelCallEntity } from '../scoring/judge/model-call.entity.js';
import { ScorecardEntity, ScorecardReadingEntity } from '../scoring/scorecard.entity.js';
import { TranscriptSentenceEntity } from '../search/transcript-sentence.entity.js';
import { ShortlistCandidateEntity, ShortlistEntity } from '../shortlist/shortlist.entities.js';
import { IntegritySignalEntity } from '../signal/integrity-signal.entity.js';
import { CorrectionEntity, MistakeEntity } from '../transcription/correction.entities.js';
import { StoredTranscriptionEntity } from '../transcription/stored-transcription.entity.js';
import { TranscriptEntity } from '../transcription/transcript.entity.js';
import { migrations as own } from './migrations/index.js';

export const interviewsSchema = mergeSchemas(databaseSchema, auditSchema, eventLogSchema, jobsSchema, {
  entities: [
    PlanEntity,
    PlanVersionEntity,
    OpeningSettingsEntity,
    InterviewEntity,
    ConsentEntity,
    AnswerEntity,
    TakeEntity,
    SegmentEntity,
    TakeInterruptionEntity,
    AdjustmentRequestEntity,
    IntegritySignalEntity,
    TranscriptEntity,
    CorrectionEntity,
    MistakeEntity,
    StoredTranscriptionEntity,
    ScorecardEntity,
    ScorecardReadingEntity,
    ModelCallEntity,
    RankingEntity,
    RankingEntryEntity,
    ScorecardSummaryEntity,
    ScorecardOutlineEntity,
    TranscriptSentenceEntity,
    DeletionEntity,
    LegalHoldEntity,
    ReviewEntity,
    ReviewRatingEntity,
    ReviewQuoteEntity,
    AppealEntity,
    CandidateNoteEntity,
    ShortlistEntity,
    ShortlistCandidateEntity,
  ],
  migrations: own,
});

export const { entities, migrations } = interviewsSchema;
