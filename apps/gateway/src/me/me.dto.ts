import { ChangePasswordInput, type Locale } from '@guildhall/messages/accounts';
import type { StaffRole } from '@guildhall/messages/contract';
import { OmitType } from '@nestjs/swagger';

/** Who the request's session stands for. */
export class Me {
  kind!: 'applicant' | 'staff';
  id!: string;
  displayName!: string;
  /** The language that mails are written in. */
  locale!: Locale;
  roles!: StaffRole[];
  expiresAt!: string | null;
  /** Dangerous acts are allowed until then. */
  steppedUpUntil!: string | null;
  passwordChangeRequired!: boolean;
}

export class ChangePasswordBody extends OmitType(ChangePasswordInput, ['credentialHash'] as const) {}
