import { IsEmail, IsIn, IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator';
import { command, Empty, IsId, query, type StaffRole } from '../contract/index.js';
import type { Locale } from './locales.js';

export class SessionRef {
  /** SHA-256 of the session token or API key, in hex. */
  @Matches(/^[0-9a-f]{64}$/)
  credentialHash!: string;
}

export class RequestMailCodeInput {
  @IsEmail()
  @MaxLength(254)
  email!: string;
}

/** The edge adds the source; a client cannot choose it. */
export class MailCodeRequest extends RequestMailCodeInput {
  /** Keyed hash of where the request came from; the mails of one source are limited by day. */
  @IsOptional()
  @Matches(/^[0-9a-f]{64}$/)
  sourceKey?: string;
}

/** Mails a code and a link if the address belongs to an applicant; the reply and its timing tell nobody whether it does. */
export const requestMailCode = command('accounts', 'mail-codes.request', {
  input: MailCodeRequest,
  output: Empty,
  errors: ['too_many_mails'],
});

export class VerifyMailCodeInput {
  @IsEmail()
  @MaxLength(254)
  email!: string;

  /** The six digits of the mail. */
  @Matches(/^\d{6}$/)
  code!: string;
}

export class VerifyMailLinkInput {
  /** The token of the mailed link. */
  @IsString()
  @Length(20, 100)
  token!: string;
}

/** A new session. The token is shown once and stored as a hash. */
export class SessionOpened {
  token!: string;
  expiresAt!: string;
  personId!: string;
  displayName!: string;
  kind!: 'applicant' | 'staff';
  roles!: StaffRole[];
  /** True after signing in with a one-time password: nothing else is allowed before it is changed. */
  passwordChangeRequired!: boolean;
}

export const verifyMailCode = command('accounts', 'mail-codes.verify', {
  input: VerifyMailCodeInput,
  output: SessionOpened,
  errors: ['code_invalid'],
});

export const verifyMailLink = command('accounts', 'mail-links.verify', {
  input: VerifyMailLinkInput,
  output: SessionOpened,
  errors: ['code_invalid'],
});

export class SignInWithPasswordInput {
  @IsEmail()
  @MaxLength(254)
  email!: string;

  @IsString()
  @Length(1, 200)
  password!: string;
}

export const signInWithPassword = command('accounts', 'passwords.sign-in', {
  input: SignInWithPasswordInput,
  output: SessionOpened,
  errors: ['wrong_credentials', 'rate_limited'],
});

export class ChangePasswordInput extends SessionRef {
  @IsString()
  @Length(1, 200)
  currentPassword!: string;

  /** At least 12 characters. */
  @IsString()
  @Length(12, 200)
  newPassword!: string;
}

/** Changes the caller's password and ends their other sessions. */
export const changePassword = command('accounts', 'passwords.change', {
  input: ChangePasswordInput,
  output: Empty,
  errors: ['wrong_credentials'],
});

export class SetFirstPasswordInput {
  /** The token of the invitation. */
  @IsString()
  @Length(20, 100)
  token!: string;

  /** At least 12 characters. */
  @IsString()
  @Length(12, 200)
  password!: string;
}

/** An invited member of staff chooses a password; the invitation is used up. */
export const setFirstPassword = command('accounts', 'passwords.set-first', {
  input: SetFirstPasswordInput,
  output: SessionOpened,
  errors: ['code_invalid'],
});

export const endSession = command('accounts', 'sessions.end', { input: SessionRef, output: Empty });

/** A session of one's own, without anything that could open it. */
export class SignIn {
  signedInAt!: string;
  /** When it ends by itself, or would have. */
  expiresAt!: string;
  /** When it was ended before that: by signing out, or by a newer proof of the address. */
  endedAt!: string | null;
  /** The one that asks. */
  current!: boolean;
}

export class SignIns {
  /** Newest first, at most 20. */
  data!: SignIn[];
}

/** When the person behind a session signed in, and until when that holds. */
export const listMySignIns = query('accounts', 'sessions.list-mine', {
  input: SessionRef,
  output: SignIns,
  errors: ['not_signed_in'],
});

/** Mails a code to the signed-in person, to be given back before a dangerous act. */
export const requestStepUp = command('accounts', 'step-up.request', {
  input: SessionRef,
  output: Empty,
  errors: ['too_many_mails'],
});

export class VerifyStepUpInput extends SessionRef {
  @Matches(/^\d{6}$/)
  code!: string;
}

export class SteppedUp {
  /** ISO 8601; dangerous acts are allowed until then. */
  steppedUpUntil!: string;
}

export const verifyStepUp = command('accounts', 'step-up.verify', {
  input: VerifyStepUpInput,
  output: SteppedUp,
  errors: ['code_invalid'],
});

export class VerifyCredentialInput extends SessionRef {
  @IsIn(['session', 'api_key'])
  kind!: 'session' | 'api_key';

  @IsOptional()
  @IsString()
  @MaxLength(64)
  sourceAddress?: string;
}

/** Who a session or an API key stands for; `actorId` is a person or a key. */
export class VerifiedCredential {
  kind!: 'applicant' | 'staff' | 'system';
  actorId!: string;
  roles!: StaffRole[];
  scopes!: string[];
  displayName!: string;
  /** The language that the person is written to in; absent for systems. */
  locale?: Locale;
  expiresAt!: string | null;
  steppedUpUntil!: string | null;
  passwordChangeRequired!: boolean;
}

/** Answers `not_signed_in` for an unknown, ended or expired credential. The edge remembers an answer for a second at most. */
export const verifyCredential = query('accounts', 'credentials.verify', {
  input: VerifyCredentialInput,
  output: VerifiedCredential,
  errors: ['not_signed_in'],
});

export class PrepareMailInput {
  @IsId('per')
  personId!: string;

  /** The secret that the mail needs; `step_up` and `sign_in` mint a code, `invitation` a link. Minting voids the earlier one. */
  @IsIn(['none', 'sign_in', 'step_up', 'invitation'])
  secret!: 'none' | 'sign_in' | 'step_up' | 'invitation';
}

export class PreparedMail {
  email!: string;
  displayName!: string;
  /** To write it in; English for staff, and where absent. */
  locale?: Locale;
  code!: string | null;
  linkToken!: string | null;
  expiresAt!: string | null;
}

/** For the mailer alone, at the moment of sending: no secret ever lies in an event, a job or a log. */
export const prepareMail = command('accounts', 'mails.prepare', {
  input: PrepareMailInput,
  output: PreparedMail,
});
