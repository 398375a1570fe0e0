import type { Principal } from '@guildhall/auth';
import type { Locale } from '@guildhall/messages/accounts';

/** A verified caller, with what accounts says of the session or key. */
export interface SignedIn extends Principal {
  displayName: string;
  /** That they are written to in; absent for API keys. */
  locale?: Locale;
  /** Null for API keys, which end by being revoked. */
  expiresAt: string | null;
  passwordChangeRequired: boolean;
}
