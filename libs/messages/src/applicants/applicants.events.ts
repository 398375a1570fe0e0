import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsString, Matches, Min } from 'class-validator';
import { event, IsId } from '../contract/index.js';
import { type ApplicationStage, applicationStages } from './applications.commands.js';

export class OpeningOpened {
  @IsId('opn')
  openingId!: string;

  @IsId('plv')
  planVersionId!: string;

  @IsInt()
  @Min(1)
  interviewDeadlineDays!: number;

  @IsInt()
  @Min(0)
  transcriptCheckHours!: number;

  @IsOptional()
  @IsInt()
  aiDailyCapMicros!: number | null;
}

export const openingOpened = event('applicants', 'opening.opened', OpeningOpened);

export class OpeningClosed {
  @IsId('opn')
  openingId!: string;
}

export const openingClosed = event('applicants', 'opening.closed', OpeningClosed);

export class ApplicationReceivedEvent {
  @IsId('app')
  applicationId!: string;

  @IsId('opn')
  openingId!: string;

  @IsId('per')
  personId!: string;

  /** The person had applied to the opening before: a mail says so, nothing else happens. */
  @IsBoolean()
  duplicate!: boolean;
}

/** An application from somebody who has yet to prove the address; internal to the house. */
export const applicationReceived = event('applicants', 'application.received', ApplicationReceivedEvent);

export class ApplicationSubmitted {
  @IsId('app')
  applicationId!: string;

  @IsId('opn')
  openingId!: string;

  @IsId('per')
  personId!: string;

  @IsId('plv')
  planVersionId!: string;

  @IsString()
  language!: string;

  @IsArray()
  @ArrayMaxSize(60)
  @IsString({ each: true })
  jurisdictions!: string[];

  /** Where the applicant lives: ISO 3166-1, two letters. */
  @IsOptional()
  @Matches(/^[A-Z]{2}$/)
  country?: string;
}

export const applicationSubmitted = event('applicants', 'application.submitted', ApplicationSubmitted);

export class ApplicationStageChanged {
  @IsId('app')
  applicationId!: string;

  @IsId('opn')
  openingId!: string;

  @IsIn(applicationStages)
  from!: ApplicationStage;

  @IsIn(applicationStages)
  to!: ApplicationStage;
}

export const applicationStageChanged = event('applicants', 'application.stage_changed', ApplicationStageChanged);

export class ApplicationDecided {
  @IsId('app')
  applicationId!: string;

  @IsId('opn')
  openingId!: string;

  @IsId('per')
  personId!: string;

  @IsId('dec')
  decisionId!: string;

  @IsString()
  reasonCode!: string;

  @IsId('per')
  decidedBy!: string;
}

export const applicationAdvanced = event('applicants', 'application.advanced', ApplicationDecided);
export const applicationHeld = event('applicants', 'application.held', ApplicationDecided);
export const applicationNotSelected = event('applicants', 'application.not_selected', ApplicationDecided);

export class ApplicationDecisionOverdue {
  @IsId('app')
  applicationId!: string;

  @IsId('opn')
  openingId!: string;

  @IsId('per')
  personId!: string;

  /** ISO 8601, UTC: by when a decision was promised. */
  @IsString()
  dueAt!: string;

  /** Who is on the opening: one of them owes it. */
  @IsArray()
  @ArrayMaxSize(100)
  @IsId('per', { each: true })
  staffIds!: string[];
}

/** The date has passed by which a person was to decide, or to tell more where it is on hold. Told once for each such date. */
export const applicationDecisionOverdue = event(
  'applicants',
  'application.decision_overdue',
  ApplicationDecisionOverdue,
);

export class ApplicationWithdrawn {
  @IsId('app')
  applicationId!: string;

  @IsId('opn')
  openingId!: string;

  @IsId('per')
  personId!: string;
}

export const applicationWithdrawn = event('applicants', 'application.withdrawn', ApplicationWithdrawn);
