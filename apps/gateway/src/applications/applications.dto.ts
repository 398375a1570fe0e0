import { RegisterApplicantInput } from '@guildhall/messages/accounts';
import {
  Application,
  ApplyInput,
  DecideInput,
  DecideManyInput,
  Decision,
  OpeningApplicationsQuery,
  StaffApplication,
} from '@guildhall/messages/applicants';
import { AdjustInterviewInput } from '@guildhall/messages/interviews';
import { IntersectionType, OmitType, PartialType } from '@nestjs/swagger';

/** Who is signed in leaves out the address and the name: both are known. */
export class ApplyBody extends IntersectionType(
  PartialType(RegisterApplicantInput),
  OmitType(ApplyInput, ['openingId', 'personId'] as const),
) {}

export class AdjustInterviewBody extends OmitType(AdjustInterviewInput, ['applicationId'] as const) {}

export class ApplicationsQuery extends OmitType(OpeningApplicationsQuery, ['openingId'] as const) {}

/** An application with the applicant's name; the name is null for systems. */
export class NamedApplication extends Application {
  name!: string | null;
}

export class NamedApplicationPage {
  data!: NamedApplication[];
  nextCursor!: string | null;
  hasMore!: boolean;
}

export class StaffDecision extends Decision {
  /** Of the person who decided; null for systems. */
  decidedByName!: string | null;
}

export class NamedStaffApplication extends OmitType(StaffApplication, ['decisions'] as const) {
  name!: string | null;
  /** So far, newest first. */
  decisions!: StaffDecision[];
}

export class DecideBody extends OmitType(DecideInput, ['applicationId', 'expectedVersion'] as const) {}

export class DecideManyBody extends OmitType(DecideManyInput, ['openingId'] as const) {}
