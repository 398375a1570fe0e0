import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsString, Length, Matches } from 'class-validator';
import { command, IsId, PageQuery, query } from '../contract/index.js';

export class CreateApiKeyInput {
  @IsString()
  @Length(1, 100)
  name!: string;

  /** What the key may do, for example `events:read`. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ArrayUnique()
  @Matches(/^[a-z]+:[a-z]+$/, { each: true })
  scopes!: string[];
}

export class ApiKey {
  id!: string;
  name!: string;
  /** The first characters of the key, to tell keys apart. */
  prefix!: string;
  scopes!: string[];
  createdAt!: string;
  revokedAt!: string | null;
  lastUsedAt!: string | null;
}

export class ApiKeyCreated extends ApiKey {
  /** Shown this once. */
  key!: string;
}

export const createApiKey = command('accounts', 'api-keys.create', {
  input: CreateApiKeyInput,
  output: ApiKeyCreated,
  errors: ['validation_failed', 'secret_not_repeated'],
});

export class ApiKeyPage {
  data!: ApiKey[];
  nextCursor!: string | null;
  hasMore!: boolean;
}

export const listApiKeys = query('accounts', 'api-keys.list', { input: PageQuery, output: ApiKeyPage });

export class ApiKeyRef {
  @IsId('key')
  apiKeyId!: string;
}

export const revokeApiKey = command('accounts', 'api-keys.revoke', { input: ApiKeyRef, output: ApiKey });
