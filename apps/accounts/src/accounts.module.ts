import { type DynamicModule, Module } from '@nestjs/common';
import { ACCOUNTS_CONFIG, type AccountsConfig } from './accounts.config.js';
import { ApiKeyRepository } from './api-key/api-key.repository.js';
import { ApiKeyRpcController } from './api-key/api-key.rpc.controller.js';
import { MailLimits } from './mail/mail-limits.js';
import { PersonRepository } from './person/person.repository.js';
import { PersonRpcController } from './person/person.rpc.controller.js';
import { SessionRepository } from './session/session.repository.js';
import { SessionRpcController } from './session/session.rpc.controller.js';
import { SessionService } from './session/session.service.js';
import { ChallengeRepository } from './sign-in/challenge.repository.js';
import { ChallengeService } from './sign-in/challenge.service.js';
import { CredentialRepository } from './sign-in/credential.repository.js';
import { PasswordService } from './sign-in/password.service.js';
import { SignInRpcController } from './sign-in/sign-in.rpc.controller.js';
import { SignInService } from './sign-in/sign-in.service.js';
import { StaffRpcController } from './staff/staff.rpc.controller.js';
import { StaffService } from './staff/staff.service.js';

export function accountsModule(config: AccountsConfig): DynamicModule {
  return {
    module: AccountsModule,
    controllers: [
      ...[SignInRpcController, SessionRpcController, PersonRpcController],
      ...[StaffRpcController, ApiKeyRpcController],
    ],
    providers: [
      { provide: ACCOUNTS_CONFIG, useValue: config },
      ...[PersonRepository, MailLimits, StaffService, ApiKeyRepository],
      ...[ChallengeRepository, ChallengeService, CredentialRepository, PasswordService, SignInService],
      ...[SessionRepository, SessionService],
    ],
  };
}

@Module({})
class AccountsModule {}
