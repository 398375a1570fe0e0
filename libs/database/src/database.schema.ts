import type { ServiceSchema } from './data-source-options.js';
import { IdempotentCommandEntity } from './idempotency/idempotent-command.entity.js';
import { LimitCounterEntity } from './limits/limit-counter.entity.js';
import { CommandsAndLimits1764000000000 } from './migrations/1764000000000-commands-and-limits.js';

/** The tables that this library brings to every service. */
export const databaseSchema: ServiceSchema = {
  entities: [IdempotentCommandEntity, LimitCounterEntity],
  migrations: [CommandsAndLimits1764000000000],
};
