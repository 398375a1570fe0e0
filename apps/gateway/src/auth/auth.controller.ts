import { anyone, self, signedIn } from '@guildhall/auth';
import {
  endSession,
  RequestMailCodeInput,
  requestMailCode,
  requestStepUp,
  SessionOpened,
  SetFirstPasswordInput,
  SignInWithPasswordInput,
  SteppedUp,
  setFirstPassword,
  signInWithPassword,
  VerifyMailCodeInput,
  VerifyMailLinkInput,
  verifyMailCode,
  verifyMailLink,
  verifyStepUp,
} from '@guildhall/messages/accounts';
import { RpcClient } from '@guildhall/rpc';
import { Body, Controller, HttpCode, Ip, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access } from '../access/access.decorator.js';
import { Caller } from '../access/caller.decorator.js';
import { CredentialVerifier } from '../access/credential-verifier.js';
import { SessionCookie } from '../access/session-cookie.js';
import type { SignedIn } from '../access/signed-in.js';
import { SourceKeys } from '../limits/source-keys.js';
import { MailIsOnItsWay, VerifyStepUpBody } from './auth.dto.js';

/** Signing in and out, and proving oneself again. A session is a cookie for browsers and a bearer token for the rest. */
@ApiTags('auth')
@Controller('v1/auth')
export class AuthController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly verifier: CredentialVerifier,
    private readonly cookie: SessionCookie,
    private readonly sources: SourceKeys,
  ) {}

  /** Mails an applicant a code and a link; the answer and its time tell nobody whether the address is known. */
  @Post('mail-codes')
  @HttpCode(202)
  @Access(anyone(), { limit: 'apply' })
  async requestMailCode(@Body() body: RequestMailCodeInput, @Ip() address: string): Promise<MailIsOnItsWay> {
    await this.rpc.call(requestMailCode, { ...body, sourceKey: this.sources.of(address) });
    return { status: 'check_your_mail' };
  }

  /** Signs an applicant in by the six digits of the mail. */
  @Post('mail-codes/verify')
  @HttpCode(200)
  @Access(anyone(), { limit: 'sign_in' })
  async verifyMailCode(
    @Body() body: VerifyMailCodeInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionOpened> {
    return this.opened(await this.rpc.call(verifyMailCode, body), reply);
  }

  /** Signs an applicant in by the token of the mailed link. */
  @Post('mail-links/verify')
  @HttpCode(200)
  @Access(anyone(), { limit: 'sign_in' })
  async verifyMailLink(
    @Body() body: VerifyMailLinkInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionOpened> {
    return this.opened(await this.rpc.call(verifyMailLink, body), reply);
  }

  /** Signs a member of staff in. */
  @Post('password')
  @HttpCode(200)
  @Access(anyone(), { limit: 'sign_in' })
  async signInWithPassword(
    @Body() body: SignInWithPasswordInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionOpened> {
    return this.opened(await this.rpc.call(signInWithPassword, body), reply);
  }

  /** An invited member of staff chooses a password and is signed in. */
  @Post('invitations/accept')
  @HttpCode(200)
  @Access(anyone(), { limit: 'sign_in' })
  async acceptInvitation(
    @Body() body: SetFirstPasswordInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionOpened> {
    return this.opened(await this.rpc.call(setFirstPassword, body), reply);
  }

  /** Ends the session that the request shows. */
  @Post('sign-out')
  @HttpCode(204)
  @Access(signedIn({ owned: self }), { beforePasswordChange: true })
  async signOut(@Caller() caller: SignedIn, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const { credentialHash } = caller;
    await this.rpc.call(endSession, { credentialHash });
    this.verifier.forget(credentialHash);
    this.cookie.clear(reply);
  }

  /** Mails the caller a code, to be given back before a dangerous act. */
  @Post('step-up')
  @HttpCode(202)
  @Access(signedIn({ owned: self }), { limit: 'apply' })
  async requestStepUp(@Caller() caller: SignedIn): Promise<MailIsOnItsWay> {
    await this.rpc.call(requestStepUp, { credentialHash: caller.credentialHash });
    return { status: 'check_your_mail' };
  }

  /** Allows dangerous acts in this session for some minutes. */
  @Post('step-up/verify')
  @HttpCode(200)
  @Access(signedIn({ owned: self }), { limit: 'sign_in' })
  async verifyStepUp(@Caller() caller: SignedIn, @Body() body: VerifyStepUpBody): Promise<SteppedUp> {
    const { credentialHash } = caller;
    const steppedUp = await this.rpc.call(verifyStepUp, { ...body, credentialHash });
    this.verifier.forget(credentialHash);
    return steppedUp;
  }

  private opened(session: SessionOpened, reply: FastifyReply): SessionOpened {
    this.cookie.set(reply, session.token, session.expiresAt);
    return session;
  }
}
