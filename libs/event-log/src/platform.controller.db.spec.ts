import { AuditLog, auditSchema } from '@guildhall/audit';
import { CLOCK, systemClock } from '@guildhall/clock';
import { Database, databaseSchema, mergeSchemas, type Tx } from '@guildhall/database';
import { EnvelopeSigner, parseKeyRing } from '@guildhall/envelope';
import { Jobs, jobsSchema } from '@guildhall/jobs';
import { type Actor, type CallContext, Empty, job, type ServiceName } from '@guildhall/messages/contract';
import {
  eventsAfter,
  parkedEvents,
  parkedJobs,
  platformDefinitions,
  rerunEvent,
  rerunJob,
  waitingJobs,
} from '@guildhall/messages/platform';
import { createLogger, createMetrics } from '@guildhall/observability';
import { RedisStreamsServer, RpcClient } from '@guildhall/rpc';
import { type PrivateRedis, privateRedis, type SharedTestDatabase, testDatabaseOf, waitFor } from '@guildhall/testing';
import { type INestMicroservice, Injectable, Module } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { Happened, thingHappened } from '../test/event-house.js';
import {
  EventFollowers,
  EventReader,
  eventHandlersIn,
  eventLogSchema,
  type HandledEvent,
  OnEvent,
  OnEveryEvent,
  ParkedEvents,
  platformController,
  ServiceEvents,
} from './index.js';

const schema = mergeSchemas(databaseSchema, auditSchema, eventLogSchema, jobsSchema);
const signer = new EnvelopeSigner(parseKeyRing(`k:${Buffer.alloc(32, 7).toString('base64')}`));
const idle = job({
  service: 'interviews',
  queue: 'idle',
  name: 'idle-work',
  payload: Empty,
  attempts: 1,
  backoffMs: 1,
  timeoutMs: 1_000,
});

@Injectable()
class Listener {
  readonly heard: string[] = [];
  isDeaf = false;

  @OnEvent(thingHappened)
  async hear(event: HandledEvent<Happened>, _tx: Tx): Promise<void> {
    if (this.isDeaf) throw new Error('deaf');
    this.heard.push(`${event.subject} ${event.data.number}`);
  }

  @OnEveryEvent('applicants')
  async note(event: HandledEvent): Promise<void> {
    this.heard.push(event.type);
  }
}

describe('what every service answers', () => {
  let db: SharedTestDatabase;
  let redis: PrivateRedis;
  let applicants: Awaited<ReturnType<typeof startService>>;
  let interviews: Awaited<ReturnType<typeof startService>>;
  const admin: Actor = { kind: 'staff', id: 'per_1', roles: ['admin'] };
  const as = (actor: Actor, more: Partial<CallContext> = {}) => ({
    context: { correlationId: 'req_1', actor, ...more },
  });

  async function startService(service: ServiceName & ('applicants' | 'interviews')) {
    const logger = createLogger({ service, level: process.env.TEST_LOG_LEVEL ?? 'silent' });
    const metrics = createMetrics(service);
    const redisUrl = redis.url;
    const database = await Database.open({ ...schema, url: db.urlOf(service), applicationName: `test-${service}` });
    const definitions = service === 'interviews' ? [idle] : [];
    const jobs = new Jobs({ service, definitions, database, redisUrl, signer, clock: systemClock, logger, metrics });
    const events = new ServiceEvents({ service, database, redisUrl, signer, logger, metrics });

    @Module({
      imports: [DiscoveryModule],
      controllers: [platformController(service)],
      providers: [
        { provide: Database, useValue: database },
        { provide: Jobs, useValue: jobs },
        { provide: EventReader, useValue: events.reader },
        { provide: ParkedEvents, useValue: events.parked },
        { provide: CLOCK, useValue: systemClock },
        AuditLog,
        ...(service === 'interviews' ? [Listener] : []),
      ],
    })
    class ServiceModule {}

    const strategy = new RedisStreamsServer({
      redisUrl,
      service,
      signer,
      logger,
      metrics,
      definitions: platformDefinitions(service),
    });
    const application: INestMicroservice = await NestFactory.createMicroservice(ServiceModule, {
      strategy,
      logger: false,
    });
    await application.listen();
    const rpc = new RpcClient({ redisUrl, service, signer, logger, metrics });
    await rpc.connect();
    const handlers = eventHandlersIn(application);
    const { wakeUps } = events;
    const followers = new EventFollowers({ subscriber: service, database, rpc, wakeUps, handlers, logger, metrics });
    events.start();
    followers.start();
    const close = async () => {
      await followers.close();
      await application.close();
      await rpc.close();
      await events.close();
      await jobs.close();
      await database.close();
    };
    return { application, database, events, followers, jobs, rpc, metrics, close };
  }

  const tell = (number: number) =>
    applicants.database.transaction((tx) =>
      applicants.events.log.append(tx, thingHappened, {
        subject: 'thing/a',
        data: { number },
        context: { correlationId: 'req_1', actor: admin },
        at: new Date(),
      }),
    );

  beforeAll(async () => {
    [db, redis] = await Promise.all([testDatabaseOf({ applicants: schema, interviews: schema }), privateRedis()]);
    applicants = await startService('applicants');
    interviews = await startService('interviews');
  });
  afterAll(async () => {
    await interviews?.close();
    await applicants?.close();
    await redis?.drop();
    await db?.drop();
  });

  it('carries events from one service to the handlers of another', async () => {
    const listener = interviews.application.get(Listener);
    await tell(1);
    await waitFor(() => listener.heard.length === 2);
    expect(listener.heard).toEqual(['thing/a 1', 'thing.happened']);
  });

  it('gives its log to services alone, and no more than 100 events at once', async () => {
    const read = (actor: Actor, limit: number) =>
      interviews.rpc.call(eventsAfter('applicants'), { after: 0, limit }, as(actor));
    await expect(read({ kind: 'service', id: 'interviews' }, 101)).rejects.toMatchObject({ code: 'validation_failed' });
    await expect(read(admin, 10)).rejects.toMatchObject({ code: 'not_allowed' });
    await expect(read({ kind: 'service', id: 'interviews' }, 10)).resolves.toMatchObject({
      head: 1,
      events: [{ position: 1, source: 'applicants', type: 'thing.happened', subject: 'thing/a', sequence: 1 }],
    });
  });

  it('lets an admin see parked events and apply them again, and nobody else', async () => {
    const listener = interviews.application.get(Listener);
    listener.isDeaf = true;
    const { id } = await tell(2);
    await applicants.events.relay.drain();
    await interviews.followers.drain();
    const list = (actor: Actor) => applicants.rpc.call(parkedEvents('interviews'), {}, as(actor));
    await expect(list({ kind: 'staff', id: 'per_2', roles: ['recruiter'] })).rejects.toMatchObject({
      code: 'not_allowed',
    });
    expect((await list(admin)).data).toMatchObject([{ id, type: 'thing.happened', problem: { detail: 'deaf' } }]);
    expect(await interviews.metrics.registry.metrics()).toContain(
      'event_parked{producer="applicants",service="interviews"} 1',
    );
    listener.isDeaf = false;
    const idempotency = { key: 'rerun-1', fingerprint: 'f' };
    const rerun = () => applicants.rpc.call(rerunEvent('interviews'), { eventId: id }, as(admin, { idempotency }));
    await rerun();
    await rerun();
    await waitFor(async () => (await list(admin)).data.length === 0, { timeoutMs: 7_000 });
    expect(listener.heard).toContain('thing/a 2');
    expect(await audited('event.rerun')).toEqual([id]);
  });

  it('lets an admin see parked jobs and run them again, and nobody else', async () => {
    const id = await interviews.database.transaction((tx) => interviews.jobs.enqueue(tx, idle, new Empty()));
    await interviews.database.dataSource.query(
      `UPDATE job_intent SET state = 'parked', ended_at = now(), problem = '{"detail":"why"}' WHERE id = $1`,
      [id.slice(4)],
    );
    const list = (actor: Actor) => applicants.rpc.call(parkedJobs('interviews'), {}, as(actor));
    await expect(list({ kind: 'anonymous' })).rejects.toMatchObject({ code: 'not_allowed' });
    expect((await list(admin)).data).toMatchObject([{ id, name: 'idle-work', problem: { detail: 'why' } }]);
    expect(await interviews.metrics.registry.metrics()).toContain('job_parked{job="idle-work",service="interviews"} 1');
    const waiting = (actor: Actor) => applicants.rpc.call(waitingJobs('interviews'), {}, as(actor));
    const recruiter: Actor = { kind: 'staff', id: 'per_2', roles: ['recruiter'] };
    await expect(waiting(recruiter)).rejects.toMatchObject({ code: 'not_allowed' });
    expect(await waiting(admin)).toEqual({ queues: [], moreWait: false });
    // Nobody works here, so it goes on waiting; from now on, however old it is.
    await interviews.database.dataSource.query(
      `UPDATE job_intent SET created_at = now() - interval '1 day', run_after = now() - interval '1 day' WHERE id = $1`,
      [id.slice(4)],
    );
    await applicants.rpc.call(rerunJob('interviews'), { jobId: id }, as(admin));
    expect((await list(admin)).data).toEqual([]);
    expect(await waiting(admin)).toEqual({
      queues: [{ queue: 'idle', waiting: 1, oldestWaitingSeconds: expect.any(Number) }],
      moreWait: false,
    });
    expect((await waiting(admin)).queues[0]!.oldestWaitingSeconds).toBeLessThan(60);
    await expect(applicants.rpc.call(rerunJob('interviews'), { jobId: id }, as(admin))).rejects.toMatchObject({
      code: 'job_not_parked',
    });
    expect(await audited('job.rerun')).toEqual([id]);
  });

  async function audited(action: string): Promise<string[]> {
    const rows = await interviews.database.dataSource.query('SELECT subject FROM audit_entry WHERE action = $1', [
      action,
    ]);
    return rows.map(({ subject }: { subject: string }) => subject);
  }
});
