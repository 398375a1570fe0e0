import { applicants, self, signedIn, staff } from '@guildhall/auth';
import { AppError } from '@guildhall/errors';
import { changePassword, listMySignIns, RenameInput, renameMyself, SignIns } from '@guildhall/messages/accounts';
import { staffRoles } from '@guildhall/messages/contract';
import { RpcClient } from '@guildhall/rpc';
import { Body, Controller, Get, HttpCode, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../access/access.decorator.js';
import { Caller } from '../access/caller.decorator.js';
import { CredentialVerifier } from '../access/credential-verifier.js';
import type { SignedIn } from '../access/signed-in.js';
import { ChangePasswordBody, Me } from './me.dto.js';

/** The caller's own account. */
@ApiTags('me')
@Controller('v1/me')
export class MeController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly verifier: CredentialVerifier,
  ) {}

  /** Who is signed in. */
  @Get()
  @Access(signedIn({ owned: self }), { beforePasswordChange: true })
  get(@Caller() caller: SignedIn): Me {
    const { actor, displayName, locale, expiresAt, steppedUpUntil, passwordChangeRequired } = caller;
    if (actor.kind === 'system')
      throw new AppError('not_allowed', 'An API key is nobody; its scopes say what it may do.');
    return {
      kind: actor.kind,
      id: actor.id,
      displayName,
      locale: locale ?? 'en',
      roles: actor.kind === 'staff' ? actor.roles : [],
      expiresAt,
      steppedUpUntil: steppedUpUntil?.toISOString() ?? null,
      passwordChangeRequired,
    };
  }

  /** Changes one's own name, or the language that one is written to in. */
  @Patch()
  @HttpCode(204)
  @Access(signedIn({ owned: self }))
  async rename(@Caller() caller: SignedIn, @Body() body: RenameInput): Promise<void> {
    await this.rpc.call(renameMyself, body);
    this.verifier.forget(caller.credentialHash);
  }

  /** When the caller signed in, and until when that holds; newest first, at most 20. */
  @Get('sign-ins')
  @Access(applicants({ owned: self }))
  signIns(@Caller() { credentialHash }: SignedIn): Promise<SignIns> {
    return this.rpc.call(listMySignIns, { credentialHash });
  }

  /** Changes one's own password and ends one's other sessions. */
  @Post('password')
  @HttpCode(204)
  @Access(staff([...staffRoles], { owned: self }), { limit: 'sign_in', beforePasswordChange: true })
  async changePassword(@Caller() caller: SignedIn, @Body() body: ChangePasswordBody): Promise<void> {
    const { credentialHash, actor } = caller;
    await this.rpc.call(changePassword, { ...body, credentialHash });
    this.verifier.forgetActor(actor.id);
  }
}
