import { EnvGroup, EnvInt, EnvString, EnvUrl } from '@guildhall/config';
import { ServiceConfig } from '@guildhall/service';
import { StorageConfig } from '@guildhall/storage';
import { EnginesConfig } from './engines/engines.config.js';

export class InterviewsConfig extends ServiceConfig {
  @EnvUrl('DATABASE_URL_INTERVIEWS', { protocols: ['postgres', 'postgresql'] })
  databaseUrl!: string;

  @EnvGroup(StorageConfig)
  storage!: StorageConfig;

  /** The folder that the gateway receives uploads in. */
  @EnvString('SPOOL_DIR')
  spoolDirectory!: string;

  /** Where a job's files lie while it runs; the system's temporary folder where absent. */
  @EnvString('WORK_DIRECTORY', { optional: true })
  workDirectory!: string | undefined;

  /** The folder with the key that certificates of deletion are signed with; it is made there where there is none. */
  @EnvString('CERTIFICATE_KEYS_DIRECTORY')
  certificateKeysDirectory!: string;

  @EnvGroup(EnginesConfig)
  engines!: EnginesConfig;

  /** What the vendor's account may transcribe in a minute; without it recordings go as fast as they come, and pause when it refuses. */
  @EnvInt('TRANSCRIPTIONS_PER_MINUTE', { min: 1, max: 100_000, optional: true })
  transcriptionsPerMinute!: number | undefined;

  /** Share of the results that a person has to look at though nothing about them asks for it. */
  @EnvInt('REVIEW_SAMPLE_PERCENT', { min: 0, max: 100, default: 5 })
  reviewSamplePercent!: number;

  /** Calendar days from a result that asks for a person to when somebody should have rated it. */
  @EnvInt('REVIEW_DAYS', { min: 1, max: 365, default: 5 })
  reviewDays!: number;

  /** Calendar days after a decision against somebody in which they may appeal. */
  @EnvInt('APPEAL_DAYS', { min: 1, max: 365, default: 30 })
  appealDays!: number;

  /** Calendar days in which a person answers an appeal. */
  @EnvInt('APPEAL_ANSWER_DAYS', { min: 1, max: 365, default: 14 })
  appealAnswerDays!: number;

  /** What models may cost for one opening in a day (UTC) where the opening says nothing, in millionths of a US dollar. */
  @EnvInt('AI_DAILY_CAP_MICROS', { default: 50_000_000 })
  aiDailyCapMicros!: number;
}
