import fc from 'fast-check';
import {
  anyone,
  applicants,
  decideAccess,
  hashCode,
  hashPassword,
  hashToken,
  MediaLinkSigner,
  mintCode,
  mintToken,
  object,
  type Principal,
  sameHash,
  self,
  staff,
  verifyPassword,
} from './index.js';

const now = new Date('2026-03-02T10:00:00Z');
const asPrincipal = (actor: Principal['actor'], steppedUpUntil: Date | null = null): Principal => ({
  actor,
  credentialHash: 'h',
  steppedUpUntil,
});
const applicant = asPrincipal({ kind: 'applicant', id: 'per_1' });
const recruiter = asPrincipal({ kind: 'staff', id: 'per_2', roles: ['recruiter'] });
const admin = asPrincipal({ kind: 'staff', id: 'per_3', roles: ['admin'] });

describe('an access rule', () => {
  it('lets nobody through who is not named', () => {
    const recruitersOnly = staff(['recruiter'], { owned: object('openingId', 'opening') });
    expect(decideAccess(recruitersOnly, undefined, now)).toBe('not_signed_in');
    expect(decideAccess(recruitersOnly, applicant, now)).toBe('not_allowed');
    expect(decideAccess(recruitersOnly, recruiter, now)).toBe('allowed');
    expect(decideAccess(applicants({ owned: self }), recruiter, now)).toBe('not_allowed');
    expect(decideAccess(anyone(), undefined, now)).toBe('allowed');
  });

  it('lets an admin do what any staff may do, and nothing of an applicant', () => {
    expect(decideAccess(staff(['recruiter'], {}), admin, now)).toBe('allowed');
    expect(decideAccess(applicants({ owned: self }), admin, now)).toBe('not_allowed');
  });

  it('asks an API key for its scope', () => {
    const feed = staff(['admin'], { scope: 'events:read' });
    const withScope = (scopes: string[]) =>
      decideAccess(feed, asPrincipal({ kind: 'system', id: 'key_1', scopes }), now);
    expect(withScope(['events:read'])).toBe('allowed');
    expect(withScope(['candidates:read'])).toBe('not_allowed');
    expect(decideAccess(staff(['admin'], {}), asPrincipal({ kind: 'system', id: 'key_1', scopes: [] }), now)).toBe(
      'not_allowed',
    );
  });

  it('asks for a fresh proof where the act is dangerous', () => {
    const dangerous = staff(['admin'], { stepUp: true });
    expect(decideAccess(dangerous, admin, now)).toBe('step_up_required');
    expect(decideAccess(dangerous, asPrincipal(admin.actor, new Date(now.getTime() + 1)), now)).toBe('allowed');
    expect(decideAccess(dangerous, asPrincipal(admin.actor, now), now)).toBe('step_up_required');
  });
});

describe('tokens and codes', () => {
  it('are stored as hashes that tell nothing of each other', () => {
    const token = mintToken('session');
    expect(hashToken(token)).toMatch(/^[0-9a-f]{64}$/);
    expect(token).toMatch(/^ghs_[\w-]{43}$/);
    expect(mintCode()).toMatch(/^\d{6}$/);
    const key = Buffer.alloc(32, 7);
    expect(sameHash(hashCode(key, 'chl_1', '123456'), hashCode(key, 'chl_1', '123456'))).toBe(true);
    expect(sameHash(hashCode(key, 'chl_1', '123456'), hashCode(key, 'chl_2', '123456'))).toBe(false);
  });
});

describe('passwords', () => {
  it('verify only against their own hash, and never against an unknown person', async () => {
    const stored = await hashPassword('correct horse');
    expect(stored).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
    expect(await verifyPassword(stored, 'correct horse')).toBe(true);
    expect(await verifyPassword(stored, 'wrong horse')).toBe(false);
    expect(await verifyPassword(null, 'a password that nobody has')).toBe(false);
  });
});

describe('a media link', () => {
  const signer = new MediaLinkSigner(Buffer.alloc(32, 1));
  const grant = {
    objectKey: 'a/b',
    dataKeyId: 'rec_1',
    contentType: 'video/webm',
    expiresAt: new Date(now.getTime() + 300_000),
  };

  it('opens its object until it expires', () => {
    expect(signer.open(signer.seal(grant), now)).toEqual(grant);
    expect(() => signer.open(signer.seal(grant), grant.expiresAt)).toThrow(
      expect.objectContaining({ code: 'not_found' }),
    );
  });

  it('cannot be changed in any character', () => {
    const token = signer.seal(grant);
    fc.assert(
      fc.property(fc.nat(token.length - 2), fc.constantFrom('A', 'b', '0', '_', '.'), (at, character) => {
        fc.pre(token[at] !== character);
        expect(() => signer.open(token.slice(0, at) + character + token.slice(at + 1), now)).toThrow();
      }),
    );
  });
});
