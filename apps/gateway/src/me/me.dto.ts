import { ChangePasswordInput } from '@guildhall/messages/accounts';
import type { StaffRole } from '@guildhall/messages/contract';
import { OmitType } from '@nestjs/swagger';

/** Who the request's session or key stands for. */
export class Me {
  kind!: 'applicant' | 'staff' | 'system';
  /** A person or an API key. */
  id!: string;
  displayName!: string;
  roles!: StaffRole[];
  scopes!: string[];
  expiresAt!: string | null;
  /** Dangerous acts are allowed until then. */
  steppedUpUntil!: string | null;
  passwordChangeRequired!: boolean;
}

export class ChangePasswordBody extends OmitType(ChangePasswordInput, ['credentialHash'] as const) {}
