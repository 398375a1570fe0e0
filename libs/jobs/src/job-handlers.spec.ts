import { Empty, job } from '@guildhall/messages/contract';
import { Injectable, Module } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { bullJobId, checkQueueName, queuePrefix } from './bullmq-names.js';
import { HandleJob } from './handle-job.js';
import { checkedHandlers, jobHandlersIn } from './job-handlers.js';
import type { JobRun } from './job-run.js';
import { servedQueues } from './job-workers.js';

const shape = {
  service: 'interviews',
  queue: 'media',
  payload: Empty,
  attempts: 3,
  backoffMs: 1,
  timeoutMs: 1,
} as const;
const probe = job({ ...shape, name: 'probe-take' });
const remux = job({ ...shape, name: 'remux-take' });

@Injectable()
class Prober {
  readonly seen: string[] = [];

  @HandleJob(probe)
  async probe(_payload: Empty, run: JobRun): Promise<void> {
    this.seen.push(run.id);
  }

  async helpNobody(): Promise<void> {}
}

@Module({ imports: [DiscoveryModule], providers: [Prober] })
class ProberModule {}

describe('the handlers of a service', () => {
  const found = (definition: typeof probe, where: string) => ({ definition, where, handle: async () => undefined });

  it('are found among the providers and called on their instance', async () => {
    const application = await NestFactory.createApplicationContext(ProberModule, { logger: false });
    const handlers = jobHandlersIn(application, [probe]);
    await handlers.get('probe-take')!.handle({}, { id: 'job_1' } as JobRun);
    expect(application.get(Prober).seen).toEqual(['job_1']);
    expect(handlers.get('probe-take')!.where).toBe('Prober.probe');
    await application.close();
  });

  it('stop the start where one is missing, doubled or not declared, all faults at once and with the fix', () => {
    const check = () => checkedHandlers([probe, remux], [found(probe, 'A.run'), found(probe, 'B.run')]);
    expect(check).toThrow(/"probe-take" is run by A\.run and B\.run; take @HandleJob from all but one/);
    expect(check).toThrow(/No provider runs the job "remux-take"; mark a method with @HandleJob/);
    expect(() => checkedHandlers([], [found(remux, 'A.run')])).toThrow(
      /A\.run runs the job "remux-take", which .* add it/,
    );
  });
});

describe('names in Redis', () => {
  it('hold no colon in ids, carry the attempt, and keep a queue in one slot', () => {
    expect(bullJobId('job_01900000000070008000000000000000', 3)).toBe('01900000000070008000000000000000-3');
    expect(queuePrefix('interviews', 'media')).toBe('{jobs-interviews-media}');
    expect(checkQueueName('media')).toBe('media');
    for (const name of ['', 'a:b', '{x}', 'Media', '1a']) expect(() => checkQueueName(name)).toThrow(/no name/);
  });
});

describe('the queues of a worker process', () => {
  it('are all, or the chosen ones, and never one that the service does not have', () => {
    expect(servedQueues(['a', 'b'], undefined)).toEqual(['a', 'b']);
    expect(servedQueues(['a', 'b'], ['b'])).toEqual(['b']);
    expect(() => servedQueues(['a', 'b'], ['c'])).toThrow('There is no queue "c"; WORKER_QUEUES may name a, b.');
  });
});
