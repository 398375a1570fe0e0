import { staff } from '@guildhall/auth';
import {
  ApiKey,
  ApiKeyCreated,
  ApiKeyPage,
  CreateApiKeyInput,
  createApiKey,
  listApiKeys,
  revokeApiKey,
} from '@guildhall/messages/accounts';
import { PageQuery } from '@guildhall/messages/contract';
import { RpcClient } from '@guildhall/rpc';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../access/access.decorator.js';
import { CredentialVerifier } from '../access/credential-verifier.js';
import { IdParam } from '../request/id-parameters.js';

/** Keys of other systems; they are shown as bearer tokens and do what their scopes say. */
@ApiTags('api-keys')
@Controller('v1/api-keys')
export class ApiKeysController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly verifier: CredentialVerifier,
  ) {}

  /** Makes a key; it is shown in this answer and never again. */
  @Post()
  @Access(staff(['admin'], { stepUp: true }))
  create(@Body() body: CreateApiKeyInput): Promise<ApiKeyCreated> {
    return this.rpc.call(createApiKey, body);
  }

  /** All keys, revoked ones too. */
  @Get()
  @Access(staff(['admin'], {}))
  list(@Query() query: PageQuery): Promise<ApiKeyPage> {
    return this.rpc.call(listApiKeys, query);
  }

  /** The key is refused everywhere within a second. */
  @Post(':apiKeyId/revoke')
  @HttpCode(200)
  @Access(staff(['admin'], {}))
  async revoke(@IdParam('apiKeyId') apiKeyId: string): Promise<ApiKey> {
    const key = await this.rpc.call(revokeApiKey, { apiKeyId });
    this.verifier.forgetActor(apiKeyId);
    return key;
  }
}
