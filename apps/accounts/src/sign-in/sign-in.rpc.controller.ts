import { setTimeout as pause } from 'node:timers/promises';
import { CLOCK, type Clock } from '@guildhall/clock';
import { Database, runOnce, runOnceAfter, type Tx } from '@guildhall/database';
import { AppError } from '@guildhall/errors';
import {
  type ChangePasswordInput,
  changePassword,
  endSession,
  type MailCodeRequest,
  type PreparedMail,
  type PrepareMailInput,
  prepareMail,
  requestMailCode,
  requestStepUp,
  type SessionOpened,
  type SessionRef,
  type SetFirstPasswordInput,
  type SignInWithPasswordInput,
  type SteppedUp,
  setFirstPassword,
  signInWithPassword,
  type VerifiedCredential,
  type VerifyCredentialInput,
  type VerifyMailCodeInput,
  type VerifyMailLinkInput,
  type VerifyStepUpInput,
  verifyCredential,
  verifyMailCode,
  verifyMailLink,
  verifyStepUp,
} from '@guildhall/messages/accounts';
import { type CallContext, Empty } from '@guildhall/messages/contract';
import { HandleRpc } from '@guildhall/rpc';
import { Controller, Inject } from '@nestjs/common';
import { MailLimits } from '../mail/mail-limits.js';
import { mailLocaleOf } from '../person/person.entity.js';
import { PersonRepository } from '../person/person.repository.js';
import { SessionRepository } from '../session/session.repository.js';
import { SessionService } from '../session/session.service.js';
import { StaffService } from '../staff/staff.service.js';
import { ChallengeService } from './challenge.service.js';
import type { ChallengeEntity } from './credential.entities.js';
import { PasswordService } from './password.service.js';
import { codeInvalid } from './sign-in.errors.js';
import { SignInService } from './sign-in.service.js';

/** An answer that could tell by its time whether an address is known takes at least this long. */
const levelledMs = 150;
const steppedUpMs = 10 * 60_000;

@Controller()
export class SignInRpcController {
  constructor(
    private readonly database: Database,
    private readonly people: PersonRepository,
    private readonly challenges: ChallengeService,
    private readonly limits: MailLimits,
    private readonly signIns: SignInService,
    private readonly passwords: PasswordService,
    private readonly staff: StaffService,
    private readonly sessions: SessionService,
    private readonly sessionRows: SessionRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @HandleRpc(requestMailCode)
  async requestMailCode(input: MailCodeRequest, context: CallContext): Promise<Empty> {
    return await levelled(() =>
      runOnce(this.database, context, async (tx) => {
        const person = await this.people.findByEmail(input.email, tx);
        if (person?.kind === 'applicant')
          await this.challenges.request(tx, person, 'sign_in', context, input.sourceKey);
        else await this.limits.take(tx, input.email, this.clock.now(), input.sourceKey);
        return new Empty();
      }),
    );
  }

  @HandleRpc(verifyMailCode)
  async verifyMailCode(input: VerifyMailCodeInput, context: CallContext): Promise<SessionOpened> {
    return await levelled(async () => {
      const shown = async () => {
        const person = await this.people.findByEmail(input.email);
        if (!person) throw codeInvalid();
        return await this.challenges.requireCode(person.id, 'sign_in', input.code);
      };
      const open = (tx: Tx, challenge: ChallengeEntity) => this.signIns.byMail(tx, challenge, context);
      return await runOnceAfter(this.database, context, shown, open, { secret: true });
    });
  }

  @HandleRpc(verifyMailLink)
  async verifyMailLink(input: VerifyMailLinkInput, context: CallContext): Promise<SessionOpened> {
    const shown = () => this.challenges.requireLink(input.token, 'sign_in');
    const open = (tx: Tx, challenge: ChallengeEntity) => this.signIns.byMail(tx, challenge, context);
    return await runOnceAfter(this.database, context, shown, open, { secret: true });
  }

  @HandleRpc(signInWithPassword)
  async signInWithPassword(input: SignInWithPasswordInput, context: CallContext): Promise<SessionOpened> {
    const verified = await this.passwords.authenticate(input);
    return await runOnce(this.database, context, (tx) => this.passwords.signIn(tx, verified), { secret: true });
  }

  @HandleRpc(changePassword)
  async changePassword(input: ChangePasswordInput, context: CallContext): Promise<Empty> {
    const { session, person } = await this.sessions.require(input.credentialHash);
    const shown = async () => ({
      verified: await this.passwords.requirePassword(person, input.currentPassword),
      newHash: await this.passwords.hash(input.newPassword),
    });
    return await runOnceAfter(this.database, context, shown, async (tx, { verified, newHash }) => {
      await this.passwords.change(tx, session, verified, newHash);
      return new Empty();
    });
  }

  @HandleRpc(setFirstPassword)
  async setFirstPassword(input: SetFirstPasswordInput, context: CallContext): Promise<SessionOpened> {
    const shown = async () => ({
      challenge: await this.challenges.requireLink(input.token, 'invitation'),
      secretHash: await this.passwords.hash(input.password),
    });
    const activate = (tx: Tx, { challenge, secretHash }: Awaited<ReturnType<typeof shown>>) =>
      this.staff.activate(tx, challenge, secretHash);
    return await runOnceAfter(this.database, context, shown, activate, { secret: true });
  }

  @HandleRpc(endSession)
  async endSession(input: SessionRef, context: CallContext): Promise<Empty> {
    return await runOnce(this.database, context, async (tx) => {
      await this.sessionRows.end(tx, input.credentialHash, this.clock.now());
      return new Empty();
    });
  }

  @HandleRpc(requestStepUp)
  async requestStepUp(input: SessionRef, context: CallContext): Promise<Empty> {
    const { person } = await this.sessions.require(input.credentialHash);
    return await runOnce(this.database, context, async (tx) => {
      await this.challenges.request(tx, person, 'step_up', context);
      return new Empty();
    });
  }

  @HandleRpc(verifyStepUp)
  async verifyStepUp(input: VerifyStepUpInput, context: CallContext): Promise<SteppedUp> {
    const { session, person } = await this.sessions.require(input.credentialHash);
    const shown = () => this.challenges.requireCode(person.id, 'step_up', input.code);
    return await runOnceAfter(this.database, context, shown, async (tx, challenge) => {
      await this.challenges.consume(tx, challenge);
      const until = new Date(this.clock.now().getTime() + steppedUpMs);
      await this.sessionRows.stepUp(tx, session.id, until);
      return { steppedUpUntil: until.toISOString() };
    });
  }

  @HandleRpc(verifyCredential)
  async verifyCredential(input: VerifyCredentialInput): Promise<VerifiedCredential> {
    return await this.sessions.verify(input);
  }

  /** For the mailer alone. Not remembered under its key: a repeat mints anew, and the reply lies nowhere. */
  @HandleRpc(prepareMail)
  async prepareMail(input: PrepareMailInput, context: CallContext): Promise<PreparedMail> {
    const { actor } = context;
    if (actor.kind !== 'service' || actor.id !== 'events') {
      throw new AppError('not_allowed', 'Only the mailer prepares mails.');
    }
    return await this.database.transaction(async (tx) => {
      const person = await this.people.lock(tx, input.personId);
      if (!person) throw new AppError('not_found', `Person ${input.personId} does not exist any more.`);
      if (input.secret !== 'none') return await this.challenges.mint(tx, person, input.secret);
      const { email, displayName } = person;
      return { email, displayName, locale: mailLocaleOf(person), code: null, linkToken: null, expiresAt: null };
    });
  }
}

/** Lets an answer take a fixed least time, whatever was found, and whether it succeeds or fails. */
async function levelled<T>(work: () => Promise<T>): Promise<T> {
  const least = pause(levelledMs);
  try {
    return await work();
  } finally {
    await least;
  }
}
