import { AuditLog } from '@guildhall/audit';
import { hashToken, mintToken, scopes, visiblePrefix } from '@guildhall/auth';
import { CLOCK, type Clock } from '@guildhall/clock';
import { Database, runOnce } from '@guildhall/database';
import { AppError } from '@guildhall/errors';
import {
  type ApiKey,
  type ApiKeyCreated,
  type ApiKeyPage,
  type ApiKeyRef,
  type CreateApiKeyInput,
  createApiKey,
  listApiKeys,
  revokeApiKey,
} from '@guildhall/messages/accounts';
import { type CallContext, idCursor, newId, type PageQuery, pageOf } from '@guildhall/messages/contract';
import { HandleRpc } from '@guildhall/rpc';
import { Controller, Inject } from '@nestjs/common';
import { requireAdmin } from '../staff/staff.rpc.controller.js';
import type { ApiKeyEntity } from './api-key.entity.js';
import { ApiKeyRepository } from './api-key.repository.js';

@Controller()
export class ApiKeyRpcController {
  constructor(
    private readonly database: Database,
    private readonly keys: ApiKeyRepository,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @HandleRpc(createApiKey)
  async create(input: CreateApiKeyInput, context: CallContext): Promise<ApiKeyCreated> {
    requireAdmin(context);
    requireKnownScopes(input.scopes);
    const create = runOnce(
      this.database,
      context,
      async (tx) => {
        const at = this.clock.now();
        const key = mintToken('apiKey');
        const createdBy = context.actor.kind === 'staff' ? context.actor.id : '';
        const row: ApiKeyEntity = {
          ...{ id: newId('key'), name: input.name, prefix: visiblePrefix(key), keyHash: hashToken(key) },
          ...{ scopes: input.scopes, createdBy, createdAt: at, revokedAt: null, lastUsedAt: null },
        };
        await this.keys.insert(tx, row);
        const details = { scopes: input.scopes };
        await this.audit.record(tx, { action: 'api_key.created', subject: row.id, actor: context.actor, details }, at);
        return { ...keyView(row), key };
      },
      { secret: true },
    );
    return await create;
  }

  @HandleRpc(listApiKeys)
  async list(input: PageQuery, context: CallContext): Promise<ApiKeyPage> {
    requireAdmin(context);
    const { limit, after } = idCursor('key', input);
    const rows = await this.keys.list(limit + 1, after);
    return pageOf(rows.map(keyView), limit);
  }

  /** A second revocation changes nothing. */
  @HandleRpc(revokeApiKey)
  async revoke(input: ApiKeyRef, context: CallContext): Promise<ApiKey> {
    requireAdmin(context);
    return await runOnce(this.database, context, async (tx) => {
      const at = this.clock.now();
      await this.keys.revoke(tx, input.apiKeyId, at);
      const row = await this.keys.find(tx, input.apiKeyId);
      if (!row) throw new AppError('not_found', 'There is no such API key.');
      await this.audit.record(tx, { action: 'api_key.revoked', subject: row.id, actor: context.actor }, at);
      return keyView(row);
    });
  }
}

function requireKnownScopes(wanted: string[]): void {
  const unknown = wanted.filter((scope) => !(scopes as readonly string[]).includes(scope));
  if (unknown.length === 0) return;
  const message = `Scopes are ${scopes.join(', ')}.`;
  throw new AppError('validation_failed', message, { errors: [{ field: 'scopes', message }] });
}

function keyView(row: ApiKeyEntity): ApiKey {
  const { id, name, prefix, scopes: own, createdAt, revokedAt, lastUsedAt } = row;
  return {
    ...{ id, name, prefix, scopes: own, createdAt: createdAt.toISOString() },
    revokedAt: revokedAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}
