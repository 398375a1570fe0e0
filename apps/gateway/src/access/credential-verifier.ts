import { isAppError } from '@guildhall/errors';
import { type VerifiedCredential, verifyCredential } from '@guildhall/messages/accounts';
import type { Actor, CallContext } from '@guildhall/messages/contract';
import type { RpcClient } from '@guildhall/rpc';
import type { Credential } from './credential.js';
import type { SignedIn } from './signed-in.js';

/** A revoked session is refused everywhere within this time. */
const freshMs = 1_000;
/** How long somebody who was known may go on sending a recording while accounts cannot be asked. */
const lastKnownMs = 15 * 60_000;
const maxRemembered = 10_000;

interface Remembered {
  /** Null where accounts knows no such credential. */
  signedIn: SignedIn | null;
  atMs: number;
}

export interface Question {
  credential: Credential;
  sourceAddress: string;
  correlationId: string;
  /** Accept an older answer where accounts cannot be asked. */
  survivesOutage: boolean;
}

/**
 * Asks accounts who a session or key stands for, and remembers the answer by the token's hash for at most a second. Requests
 * that come together share one question. Real time, not the business clock: this is about staleness.
 */
export class CredentialVerifier {
  private readonly remembered = new Map<string, Remembered>();
  private readonly asked = new Map<string, Promise<SignedIn | null>>();

  constructor(
    private readonly rpc: Pick<RpcClient, 'call'>,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  /** What is known without asking anybody; `undefined` where accounts has to be asked. */
  known(hash: string): SignedIn | null | undefined {
    const known = this.remembered.get(hash);
    return known && this.nowMs() - known.atMs < freshMs ? known.signedIn : undefined;
  }

  /** Whether accounts has to be asked about a credential that it has not vouched for: that alone can be a guess. */
  mayBeGuessed(hash: string): boolean {
    return this.known(hash) === undefined && !this.remembered.get(hash)?.signedIn;
  }

  /** Null for a credential that is unknown, ended, expired or revoked. @throws AppError `unavailable`, `deadline_exceeded` */
  async verify(question: Question): Promise<SignedIn | null> {
    const { hash } = question.credential;
    const known = this.known(hash);
    if (known !== undefined) return known;
    let answer = this.asked.get(hash);
    if (!answer) {
      answer = this.ask(question).finally(() => this.asked.delete(hash));
      this.asked.set(hash, answer);
    }
    try {
      return await answer;
    } catch (thrown) {
      const last = this.remembered.get(hash);
      const isRecent = last && this.nowMs() - last.atMs < lastKnownMs;
      if (question.survivesOutage && isRecent && isOutage(thrown)) return last.signedIn;
      throw thrown;
    }
  }

  /** After a change of the session or key that this process itself asked for. */
  forget(hash: string): void {
    this.remembered.delete(hash);
  }

  forgetActor(actorId: string): void {
    for (const [hash, { signedIn }] of this.remembered) {
      if (signedIn?.actor.id === actorId) this.remembered.delete(hash);
    }
  }

  private async ask({ credential, sourceAddress, correlationId }: Question): Promise<SignedIn | null> {
    const { kind, hash } = credential;
    const context: CallContext = { correlationId, actor: { kind: 'anonymous' } };
    const input = { kind, credentialHash: hash, sourceAddress: sourceAddress.slice(0, 64) };
    // The answer is as old as the question: what was revoked while it travelled must not live a second longer.
    const atMs = this.nowMs();
    try {
      const signedIn = signedInBy(hash, await this.rpc.call(verifyCredential, input, { context }));
      this.remember(hash, { signedIn, atMs });
      return signedIn;
    } catch (thrown) {
      if (!isAppError(thrown) || thrown.code !== 'not_signed_in') throw thrown;
      this.remember(hash, { signedIn: null, atMs });
      return null;
    }
  }

  private remember(hash: string, answer: Remembered): void {
    this.remembered.delete(hash);
    this.remembered.set(hash, answer);
    if (this.remembered.size <= maxRemembered) return;
    const [oldest] = this.remembered.keys();
    if (oldest !== undefined) this.remembered.delete(oldest);
  }
}

function signedInBy(credentialHash: string, verified: VerifiedCredential): SignedIn {
  const { steppedUpUntil, displayName, locale, expiresAt, passwordChangeRequired } = verified;
  return {
    actor: actorOf(verified),
    credentialHash,
    steppedUpUntil: steppedUpUntil === null ? null : new Date(steppedUpUntil),
    displayName,
    ...(locale !== undefined && { locale }),
    expiresAt,
    passwordChangeRequired,
  };
}

function actorOf({ kind, actorId: id, roles, scopes }: VerifiedCredential): SignedIn['actor'] & Actor {
  switch (kind) {
    case 'applicant':
      return { kind, id };
    case 'staff':
      return { kind, id, roles };
    case 'system':
      return { kind, id, scopes };
  }
}

function isOutage(thrown: unknown): boolean {
  return isAppError(thrown) && (thrown.code === 'unavailable' || thrown.code === 'deadline_exceeded');
}
