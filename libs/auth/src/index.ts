export {
  type AccessDecision,
  type AccessRule,
  anyone,
  applicants,
  applicantsOrStaff,
  decideAccess,
  type OwnedType,
  type Ownership,
  object,
  type Principal,
  type Scope,
  scopes,
  self,
  signedIn,
  signingSession,
  staff,
} from './access.js';
export { type MediaGrant, MediaLinkSigner, mediaLinkSeconds } from './media-link.js';
export { hashPassword, verifyPassword } from './passwords.js';
export { hashCode, hashToken, mintCode, mintToken, sameHash, visiblePrefix } from './tokens.js';
