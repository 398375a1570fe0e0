import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsEmail,
  IsIn,
  IsOptional,
  IsString,
  Length,
  Matches,
  MaxLength,
} from 'class-validator';
import { command, Empty, IsId, PageQuery, query, type StaffRole, staffRoles } from '../contract/index.js';
import { type Locale, locales } from './locales.js';

export class RegisterApplicantInput {
  @IsEmail()
  @MaxLength(254)
  email!: string;

  /** The name as the person writes it, in any script. */
  @IsString()
  @Length(1, 200)
  displayName!: string;

  /** The language that mails are written in; English where absent. */
  @IsOptional()
  @IsIn(locales)
  locale?: Locale;
}

/** The edge adds the source; a client cannot choose it. */
export class ApplicantRegistration extends RegisterApplicantInput {
  /** Keyed hash of where the request came from; the mails of one source are limited by day. */
  @IsOptional()
  @Matches(/^[0-9a-f]{64}$/)
  sourceKey?: string;
}

export class RegisteredApplicant {
  personId!: string;
}

/**
 * Finds or makes the person behind an address, unverified until a mailed code proves it. An existing person's name and language stay as
 * they are: nobody can rename somebody by applying with their address. Counts against the mails of the address.
 */
export const registerApplicant = command('accounts', 'applicants.register', {
  input: ApplicantRegistration,
  output: RegisteredApplicant,
  errors: ['too_many_mails'],
});

export class CreateStaffInput {
  @IsEmail()
  @MaxLength(254)
  email!: string;

  @IsString()
  @Length(1, 200)
  displayName!: string;

  @IsArray()
  @ArrayUnique()
  @ArrayMaxSize(staffRoles.length)
  @IsIn(staffRoles, { each: true })
  roles!: StaffRole[];
}

export class StaffMember {
  id!: string;
  email!: string;
  displayName!: string;
  roles!: StaffRole[];
  state!: 'invited' | 'active' | 'disabled';
  createdAt!: string;
}

/** Makes a member of staff and mails an invitation to choose a password. */
export const createStaff = command('accounts', 'staff.create', {
  input: CreateStaffInput,
  output: StaffMember,
  errors: ['email_taken'],
});

export class StaffPage {
  data!: StaffMember[];
  nextCursor!: string | null;
  hasMore!: boolean;
}

export const listStaff = query('accounts', 'staff.list', { input: PageQuery, output: StaffPage });

export class ChangeStaffRolesInput {
  @IsId('per')
  staffId!: string;

  @IsArray()
  @ArrayUnique()
  @ArrayMaxSize(staffRoles.length)
  @IsIn(staffRoles, { each: true })
  roles!: StaffRole[];
}

/** Takes effect at the person's next request; the last admin cannot lose the role. */
export const changeStaffRoles = command('accounts', 'staff.change-roles', {
  input: ChangeStaffRolesInput,
  output: StaffMember,
  errors: ['conflict'],
});

export class StaffRef {
  @IsId('per')
  staffId!: string;
}

/** Ends every session of the person at once; the last admin cannot be disabled. */
export const disableStaff = command('accounts', 'staff.disable', {
  input: StaffRef,
  output: StaffMember,
  errors: ['conflict'],
});

export class PeopleNamesInput {
  @IsArray()
  @ArrayMaxSize(100)
  @IsId('per', { each: true })
  personIds!: string[];
}

export class PersonName {
  personId!: string;
  displayName!: string;
}

export class PeopleNames {
  people!: PersonName[];
}

/** Names for display; a read by staff is audited. Unknown ids are left out. */
export const peopleNames = query('accounts', 'people.names', { input: PeopleNamesInput, output: PeopleNames });

export class RenameInput {
  @IsOptional()
  @IsString()
  @Length(1, 200)
  displayName?: string;

  /** The language that mails are written in. */
  @IsOptional()
  @IsIn(locales)
  locale?: Locale;
}

/** The signed-in person's own name and language; at least one of them. */
export const renameMyself = command('accounts', 'people.rename', {
  input: RenameInput,
  output: Empty,
  errors: ['validation_failed'],
});

export class StaffIds {
  personIds!: string[];
}

/** For the mailer alone: the active admins, who are told when something stops working. At most 100. */
export const listAdmins = query('accounts', 'staff.admins', { input: Empty, output: StaffIds });
