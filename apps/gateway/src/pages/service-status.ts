import type { CallContext } from '@guildhall/messages/contract';
import { enginesInUse } from '@guildhall/messages/interviews';
import { eventsAfter } from '@guildhall/messages/platform';
import { newCorrelationId } from '@guildhall/observability';
import { RpcClient } from '@guildhall/rpc';
import { Injectable } from '@nestjs/common';
import { servicesWithTables } from '../operations/services-with-tables.js';
import type { StartPageFacts } from './start-page.js';

const answerTimeoutMs = 1_000;
const freshMs = 2_000;

type Status = Pick<StartPageFacts, 'services' | 'engines'>;

/** Whether the services answer, their databases included. Remembered for two seconds, however many people look. */
@Injectable()
export class ServiceStatus {
  private status: Promise<Status> | null = null;
  private askedAtMs = 0;

  constructor(private readonly rpc: RpcClient) {}

  read(): Promise<Status> {
    const nowMs = performance.now();
    if (!this.status || nowMs - this.askedAtMs > freshMs) {
      this.askedAtMs = nowMs;
      this.status = this.ask();
    }
    return this.status;
  }

  private async ask(): Promise<Status> {
    const context: CallContext = { correlationId: newCorrelationId(), actor: { kind: 'service', id: 'gateway' } };
    const options = { context, timeoutMs: answerTimeoutMs };
    const [engines, ...services] = await Promise.all([
      this.rpc.call(enginesInUse, {}, options).catch(() => null),
      ...servicesWithTables.map(async (name) => {
        const answer = this.rpc.call(eventsAfter(name), { after: 0, limit: 1 }, options);
        return { name, isUp: await answer.then(isTrue, isFalse) };
      }),
    ]);
    return { engines, services };
  }
}

const isTrue = () => true;
const isFalse = () => false;
