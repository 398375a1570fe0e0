import { setTimeout as work } from 'node:timers/promises';
import { AppError } from '@guildhall/errors';
import type { CallContext } from '@guildhall/messages/contract';
import { currentContext } from '@guildhall/observability';
import { Controller, Inject } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { HandleRpc } from '../src/index.js';
import {
  type AddToTally,
  addSlowly,
  addToTally,
  type Echo,
  echo,
  type ReadTally,
  readTally,
  type Tally,
} from './tally.messages.js';

/** As a driver throws it, which knows nothing of `AppError`. */
class DatabaseAway extends Error {}

export function meaningOf(thrown: unknown): unknown {
  return thrown instanceof DatabaseAway ? new AppError('unavailable', 'The database is away.') : thrown;
}

/** Key and effect in one step, as a service does it with one transaction. */
const addOnce = `
  if redis.call('SET', KEYS[2], 1, 'NX') then return redis.call('INCRBY', KEYS[1], ARGV[1]) end
  return tonumber(redis.call('GET', KEYS[1]))`;

@Controller()
export class TallyController {
  constructor(@Inject('REDIS') private readonly redis: Redis) {}

  @HandleRpc(addToTally)
  async add(input: AddToTally, context: CallContext): Promise<Tally> {
    await this.redis.rpush('runs', context.idempotency?.key ?? '');
    if (input.workMs) await work(input.workMs);
    const keys = [input.tally, `done:${context.idempotency?.key}`];
    return { total: Number(await this.redis.eval(addOnce, keys.length, ...keys, input.by)) };
  }

  @HandleRpc(addSlowly)
  async addSlowly(input: AddToTally, context: CallContext): Promise<Tally> {
    const isFirst = await this.redis.set(`working:${context.idempotency?.key}`, 1, 'NX');
    if (!isFirst) throw new AppError('in_progress', 'The same command is still running; ask again shortly.');
    await work(input.workMs ?? 0);
    return { total: await this.redis.incrby(input.tally, input.by) };
  }

  @HandleRpc(readTally)
  async read(input: ReadTally): Promise<Tally> {
    return { total: Number((await this.redis.get(input.tally)) ?? 0) };
  }

  @HandleRpc(echo)
  async echo(input: Echo): Promise<Echo> {
    if (input.text === 'app-error') {
      throw new AppError('interview_wrong_state', 'Interview int_1 is already submitted; ask for a re-score instead.', {
        userMessage: 'You have submitted already.',
        details: { state: 'submitted' },
        retryAfterSeconds: 7,
      });
    }
    if (input.text === 'away') throw new DatabaseAway('Connection terminated unexpectedly');
    if (input.text === 'defect') throw new Error('canary: password of the database');
    if (input.text === 'huge') return { text: 'x'.repeat(2 * 1024 * 1024) };
    if (input.text === 'context') return { text: JSON.stringify(currentContext()) };
    return input;
  }
}
