import type { Principal } from '@guildhall/auth';

/** A verified caller, with what accounts says of the session or key. */
export interface SignedIn extends Principal {
  displayName: string;
  /** Null for API keys, which end by being revoked. */
  expiresAt: string | null;
  passwordChangeRequired: boolean;
}
