import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Matches,
  Min,
} from 'class-validator';
import { command, Empty, IsId, PageQuery, query } from '../contract/index.js';
import type { OfferState } from './offers.commands.js';

export class ApplyInput {
  @IsId('opn')
  openingId!: string;

  @IsId('per')
  personId!: string;

  /** Where the applicant lives: a country or one of its regions, for example `US-IL`. */
  @Matches(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/)
  region!: string;

  /** BCP 47 tag of the language the interview is answered in. */
  @Matches(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
  language!: string;
}

export class ApplicationReceived {
  /** Always the same, whoever the address belongs to. */
  status!: 'check_your_mail';
}

/**
 * Keeps an application. From somebody who has not proved the address it stays unverified and unlisted until they do; a second
 * one for the same opening only mails a reminder. `applicant` actors are proved already.
 */
export const apply = command('applicants', 'applications.apply', {
  input: ApplyInput,
  output: ApplicationReceived,
  errors: ['opening_not_open', 'validation_failed', 'rate_limited'],
});

export const applicationStages = [
  'unverified',
  'submitted',
  'interviewing',
  'evaluated',
  'held',
  'advanced',
  'not_selected',
  'withdrawn',
  'expired',
] as const;
export type ApplicationStage = (typeof applicationStages)[number];

export const decisionReasonCodes = {
  advance: ['strong_evidence', 'meets_requirements', 'special_expertise'],
  hold: ['more_information_needed', 'opening_on_hold', 'second_opinion'],
  not_select: ['requirements_not_met', 'evidence_insufficient', 'position_filled', 'withdrawn_by_opening'],
} as const;

export type DecisionKind = keyof typeof decisionReasonCodes;
export type DecisionReason = (typeof decisionReasonCodes)[DecisionKind][number];
const decisionKinds = Object.keys(decisionReasonCodes) as DecisionKind[];
const decisionReasons: DecisionReason[] = Object.values(decisionReasonCodes).flat();

export class Decision {
  id!: string;
  kind!: DecisionKind;
  reasonCode!: DecisionReason;
  note!: string | null;
  /** The person who decided. */
  decidedBy!: string;
  decidedAt!: string;
}

export class Application {
  id!: string;
  openingId!: string;
  personId!: string;
  stage!: ApplicationStage;
  region!: string;
  language!: string;
  /** Places whose law applies: the opening's and the applicant's, as of the application. */
  jurisdictions!: string[];
  /** The opening's requirements as of the application. */
  requirements!: string[];
  createdAt!: string;
  submittedAt!: string | null;
  /** When a person could first decide. */
  evaluatedAt?: string | null;
  /** By when a person decides, or tells of it again while it is on hold; null where nobody owes a decision. */
  decisionDueAt?: string | null;
  withdrawnAt?: string | null;
  /** For `If-Match`. */
  version!: number;
}

/** An application as its staff see it, with the decisions so far, newest first. */
export class StaffApplication extends Application {
  decisions!: Decision[];
}

/** A decision as the applicant may know it. */
export class OwnDecision {
  kind!: DecisionKind;
  reasonCode!: DecisionReason;
  /** The person who decided. */
  decidedBy!: string;
  decidedAt!: string;
}

/** That work was offered, and until when it can be signed; the terms are in the contract. */
export class OfferMade {
  id!: string;
  state!: OfferState;
  createdAt!: string;
  expiresAt!: string;
  endedAt!: string | null;
}

/** An application as its applicant sees it. */
export class MyApplication extends Application {
  /** So far, newest first. */
  decisions!: OwnDecision[];
  /** The newest. */
  offer!: OfferMade | null;
  /** Calendar days in which a person decides, counted from when it is their turn. */
  decisionDays?: number;
}

export class ApplicationRef {
  @IsId('app')
  applicationId!: string;
}

/** For the applicant: their own; decisions without the note. */
export const getMyApplication = query('applicants', 'applications.get-mine', {
  input: ApplicationRef,
  output: MyApplication,
});

export class ApplicationPage {
  data!: Application[];
  nextCursor!: string | null;
  hasMore!: boolean;
}

/** The applicant's own applications, newest first, proved ones only. */
export const listMyApplications = query('applicants', 'applications.list-mine', {
  input: PageQuery,
  output: ApplicationPage,
});

export const getApplication = query('applicants', 'applications.get', {
  input: ApplicationRef,
  output: StaffApplication,
});

export class OpeningApplicationsQuery extends PageQuery {
  @IsId('opn')
  openingId!: string;

  @IsOptional()
  @IsIn(applicationStages)
  stage?: ApplicationStage;
}

export const listApplications = query('applicants', 'applications.list', {
  input: OpeningApplicationsQuery,
  output: ApplicationPage,
});

export class DecideInput extends ApplicationRef {
  @IsIn(decisionKinds)
  kind!: DecisionKind;

  /** One of the codes of the decision's kind. */
  @IsIn(decisionReasons)
  reasonCode!: DecisionReason;

  @IsOptional()
  @IsString()
  @Length(1, 2_000)
  note?: string;

  /** The version of the application that the decider saw (`If-Match`). */
  @IsInt()
  @Min(1)
  expectedVersion!: number;
}

/** A named person decides. A result that asks for review has to be looked at by the decider first. */
export const decide = command('applicants', 'applications.decide', {
  input: DecideInput,
  output: StaffApplication,
  errors: [
    ...(['application_wrong_stage', 'version_conflict', 'validation_failed'] as const),
    ...(['decision_needs_review', 'decision_needs_blind_review'] as const),
  ],
});

export class DecideManyInput {
  @IsId('opn')
  openingId!: string;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsId('app', { each: true })
  applicationIds!: string[];

  @IsIn(decisionKinds)
  decision!: DecisionKind;

  /** One of the codes of the decision's kind. */
  @IsIn(decisionReasons)
  reasonCode!: DecisionReason;

  @IsOptional()
  @IsString()
  @Length(1, 2_000)
  note?: string;
}

export class RefusedDecision {
  applicationId!: string;
  /** As a single decision would be refused, for example `decision_needs_review`. */
  code!: string;
  detail!: string;
}

export class DecidedMany {
  moved!: string[];
  refused!: RefusedDecision[];
}

/**
 * The same decision about several applications of an opening, each by the rules of a single one: what is refused stays as it is, and the
 * others go on. All of it is one command: a repeat with its key decides nothing again.
 */
export const decideMany = command('applicants', 'applications.decide-many', {
  input: DecideManyInput,
  output: DecidedMany,
  errors: ['not_found', 'not_allowed', 'validation_failed'],
  // A hundred take about two seconds on a busy machine, in one transaction.
  timeoutMs: 14_000,
});

export class DueDecision {
  applicationId!: string;
  personId!: string;
  openingId!: string;
  openingTitle!: string;
  dueAt!: string;
}

export class DueDecisions {
  data!: DueDecision[];
}

/** Decisions that are owed on the openings of the calling member of staff, due first first, at most 50. */
export const listDueDecisions = query('applicants', 'applications.list-due', { input: Empty, output: DueDecisions });

/** The applicant takes the application back; their interview ends with it. */
export const withdrawApplication = command('applicants', 'applications.withdraw', {
  input: ApplicationRef,
  output: Application,
  errors: ['application_wrong_stage'],
});

export class ApplicantsOfInput {
  @IsArray()
  @ArrayMaxSize(100)
  @IsId('app', { each: true })
  applicationIds!: string[];
}

export class ApplicantOf {
  applicationId!: string;
  personId!: string;
  stage!: ApplicationStage;
  /** By when a person decides; null where nobody owes a decision. */
  decisionDueAt?: string | null;
}

export class ApplicantsOf {
  applicants!: ApplicantOf[];
}

/** Who stands behind applications, for joining names at the edge; those the caller may not see are left out. */
export const applicantsOf = query('applicants', 'applications.applicants', {
  input: ApplicantsOfInput,
  output: ApplicantsOf,
});
