import { CountColumn, IdColumn, MomentColumn, PrimaryIdColumn } from '@guildhall/database';
import type { StoredProblem, TakeState } from '@guildhall/messages/interviews';
import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** The answer to one question: takes to choose from, or a text. */
@Entity('answer')
@Unique('answer_interview_id_question_id_key', ['interviewId', 'questionId'])
@Check('answer_state_check', `"state" IN ('open', 'answered', 'rejected')`)
@Check('answer_kind_check', `"kind" IN ('recorded', 'written')`)
export class AnswerEntity {
  @PrimaryIdColumn('ans')
  id!: string;

  @IdColumn('int')
  interviewId!: string;

  @Column({ type: 'text' })
  questionId!: string;

  @Column({ type: 'text' })
  kind!: 'recorded' | 'written';

  @Column({ type: 'text' })
  state!: 'open' | 'answered' | 'rejected';

  /** The take that counts: the last completed one unless the applicant chose another. */
  @IdColumn('tak', { nullable: true })
  chosenTakeId!: string | null;

  @Column({ type: 'text', nullable: true })
  writtenText!: string | null;

  /** Fresh takes that were granted because an earlier one could not be used. */
  @Column({ type: 'integer' })
  takesGranted!: number;

  @Column({ type: 'jsonb', nullable: true })
  problem!: StoredProblem | null;
}

/** One try at an answer: one or more segments, each a file of its own. */
@Entity('take')
@Unique('take_answer_id_number_key', ['answerId', 'number'])
@Check(
  'take_state_check',
  `"state" IN ('open', 'completed', 'stored', 'probed', 'remuxed', 'audio_ready', 'transcribed', 'rejected', 'discarded')`,
)
export class TakeEntity {
  @PrimaryIdColumn('tak')
  id!: string;

  @IdColumn('ans')
  answerId!: string;

  @IdColumn('int')
  @Index()
  interviewId!: string;

  @Column({ type: 'integer' })
  number!: number;

  @Column({ type: 'text' })
  state!: TakeState;

  /** Names the data key under which everything made from this take is encrypted. */
  @IdColumn('rec')
  recordingId!: string;

  @MomentColumn()
  startedAt!: Date;

  @MomentColumn({ nullable: true })
  completedAt!: Date | null;

  @CountColumn({ nullable: true })
  bytes!: number | null;

  /** True duration of all segments together, known after the probe. */
  @Column({ type: 'integer', nullable: true })
  durationMs!: number | null;

  @Column({ type: 'integer', nullable: true })
  speechMs!: number | null;

  /** Object key of what is played back, and its media type. */
  @Column({ type: 'text', nullable: true })
  playbackKey!: string | null;

  @Column({ type: 'text', nullable: true })
  playbackType!: string | null;

  /** Object key of a JPEG out of the playback; null where there is no picture, or none was made yet. */
  @Column({ type: 'text', nullable: true })
  thumbnailKey!: string | null;

  /** Object key of the 16 kHz mono audio that is transcribed. */
  @Column({ type: 'text', nullable: true })
  audioKey!: string | null;

  @Column({ type: 'jsonb', nullable: true })
  problem!: StoredProblem | null;
}

/** One run of the recorder: one uploaded file. */
@Entity('segment')
export class SegmentEntity {
  @PrimaryIdColumn('tak')
  takeId!: string;

  /** From 0, in the order of the recording. */
  @PrimaryColumn({ type: 'integer' })
  number!: number;

  @IdColumn('upl')
  @Index({ unique: true })
  uploadId!: string;

  @CountColumn()
  bytes!: number;

  @Column({ type: 'text' })
  sha256!: string;

  @Column({ type: 'text' })
  container!: 'webm' | 'mp4';

  /** Set once the file has been moved from the spool into encrypted storage. */
  @Column({ type: 'text', nullable: true })
  objectKey!: string | null;

  @Column({ type: 'integer', nullable: true })
  durationMs!: number | null;
}
