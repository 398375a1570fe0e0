import { AppError } from '@guildhall/errors';
import { waitFor } from '@guildhall/testing';
import { Redis } from 'ioredis';
import { EventHouse, type Handle, otherHappened, tell, tellIn } from '../test/event-house.js';
import type { EventFollower } from './index.js';

type Process = Awaited<ReturnType<EventHouse['process']>>;

describe('a follower', () => {
  let house: EventHouse;
  let teller: Process;
  let listener: Process;
  let follower: EventFollower;
  let handle: Handle;
  const open: EventFollower[] = [];

  /** Writes what it heard in the transaction of the cursor. */
  const hear: Handle = async (event, tx) => {
    await tx.query('INSERT INTO heard (subject, number) VALUES ($1, $2)', [event.subject, event.data.number]);
  };
  const heard = async (subject = '%'): Promise<number[]> => {
    const rows = await listener.database.dataSource.query(
      'SELECT number FROM heard WHERE subject LIKE $1 ORDER BY ordinal',
      [subject],
    );
    return rows.map((row: { number: number }) => row.number);
  };
  const follow = (options: { as?: Process; onPull?: () => void } = {}) => {
    const one = house.follower(teller, options.as ?? listener, (event, tx) => handle(event, tx), options.onPull);
    open.push(one);
    return one;
  };
  const tellAll = async (subject: string, numbers: number[]) => {
    for (const number of numbers) await tell(teller, subject, number);
    await teller.events.relay.drain();
  };
  const parked = async () => (await listener.events.parked.list({})).data;

  beforeAll(async () => {
    house = await EventHouse.open();
    [teller, listener] = await Promise.all([house.process('applicants'), house.process('interviews')]);
    await house.asOwner(
      `CREATE TABLE interviews.heard (ordinal bigint GENERATED ALWAYS AS IDENTITY, subject text, number int);
       GRANT ALL ON interviews.heard TO interviews`,
    );
  });
  beforeEach(async () => {
    handle = hear;
    await house.asOwner(
      'TRUNCATE interviews.heard, interviews.event_cursor, interviews.parked_event, applicants.event',
    );
    follower = follow();
  });
  afterEach(async () => {
    for (const one of open.splice(0)) await one.close();
  });
  afterAll(() => house?.close());

  it('starts at the beginning, keeps the order, and passes over what it has no handler for', async () => {
    await tellAll('thing/a', [1, 2]);
    await tell(teller, 'thing/a', 99, otherHappened);
    await tellAll('thing/b', [3, 4]);
    await follower.drain();
    expect(await heard()).toEqual([1, 2, 3, 4]);
  });

  it('hears of a new event at once', async () => {
    follower.start();
    await follower.drain();
    const startedAt = performance.now();
    await tell(teller, 'thing/a', 1);
    await waitFor(async () => (await heard()).length === 1);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });

  it('applies everything once when wake-ups are repeated, shuffled and forged', async () => {
    const client = new Redis(house.redis.url);
    const eavesdropper = new Redis(house.redis.url);
    const overheard: string[] = [];
    await eavesdropper.subscribe('events:{applicants}:head');
    eavesdropper.on('message', (_channel, message: string) => overheard.push(message));
    follower.start();
    await follower.drain();
    await tellAll('thing/a', [1]);
    await tellAll('thing/a', [2, 3]);
    await waitFor(() => overheard.length > 0);
    for (let round = 0; round < 10; round++) {
      for (const message of [...overheard].reverse()) await client.publish('events:{applicants}:head', message);
      await client.publish('events:{applicants}:head', overheard[0]!.replace(/\d+$/, '999999'));
    }
    await follower.drain();
    expect(await heard()).toEqual([1, 2, 3]);
    expect(follower.lag).toBe(0);
    client.disconnect();
    eavesdropper.disconnect();
  });

  it('finds what it was not woken for within some 5 s', async () => {
    await house.redis.kill();
    try {
      follower.start();
      await follower.drain();
      await tell(teller, 'thing/a', 1);
      await waitFor(async () => (await heard()).length === 1, { timeoutMs: 7_000 });
    } finally {
      await house.redis.start();
    }
  });

  it('takes effect once when it is killed in the middle of a batch', async () => {
    await tellAll('thing/a', [1, 2, 3, 4, 5]);
    const doomed = await house.process('interviews');
    let applied = 0;
    handle = async (event, tx) => {
      await hear(event, tx);
      if (++applied < 3) return;
      // What the kernel does for a process that is killed: the connection ends, and nothing is committed.
      const [{ pid }] = await tx.query('SELECT pg_backend_pid() AS pid');
      await house.asOwner(`SELECT pg_terminate_backend(${pid})`);
      await tx.query('SELECT 1');
    };
    const first = follow({ as: doomed });
    await first.wake();
    expect(applied).toBe(3);
    expect(await heard()).toEqual([]);
    await first.close();
    handle = hear;
    await follower.drain();
    expect(await heard()).toEqual([1, 2, 3, 4, 5]);
    await doomed.close();
  });

  it('takes effect once when two follow, also when the first was paused past its hold', async () => {
    await tellAll('thing/a', [1, 2, 3]);
    const second = await house.process('interviews');
    let resume: () => void = () => undefined;
    const paused = new Promise<void>((resolve) => {
      resume = resolve;
    });
    let pulls = 0;
    const sleeper = follow({ as: second, onPull: () => void pulls++ });
    // Paused between its pull and its transaction, with events 1 to 3 in its hands.
    const transaction = second.database.transaction.bind(second.database);
    second.database.transaction = async (work) => {
      await paused;
      return await transaction(work);
    };
    const sleeping = sleeper.wake();
    await waitFor(() => pulls === 1);
    await waitFor(async () => (await cursor())?.tries === 1);
    await house.asOwner(`UPDATE interviews.event_cursor SET held_until = now() - interval '1 second'`);
    await follower.drain();
    expect(await heard()).toEqual([1, 2, 3]);
    resume();
    await sleeping;
    expect(await heard()).toEqual([1, 2, 3]);
    await second.close();
  });

  it('is followed by another process as soon as it stops', async () => {
    const second = await house.process('interviews');
    const standby = follow({ as: second });
    await follower.wake();
    await standby.wake();
    await tellAll('thing/a', [1]);
    await standby.wake();
    expect(await heard()).toEqual([]);
    await follower.close();
    await standby.wake();
    expect(await heard()).toEqual([1]);
    await standby.close();
    await second.close();
  });

  it('parks a poison event and what follows it of its subject; the rest go on', async () => {
    handle = async (event, tx) => {
      await hear(event, tx);
      if (event.data.number === 2) throw new Error('cannot digest 2');
    };
    await tellAll('thing/a', [1, 2]);
    await tellAll('thing/b', [10]);
    await tellAll('thing/a', [3]);
    await tellAll('thing/b', [11]);
    await follower.drain();
    expect(await heard()).toEqual([1, 10, 11]);
    expect(await parked()).toMatchObject([
      {
        subject: 'thing/a',
        position: 2,
        problem: { code: 'internal', detail: 'cannot digest 2' },
        correlationId: 'req_2',
      },
      { subject: 'thing/a', position: 4, problem: null },
    ]);
    // Also what is told later waits behind it.
    await tellAll('thing/a', [4]);
    await follower.drain();
    expect((await parked()).map(({ position }) => position)).toEqual([2, 4, 6]);
  });

  it('applies parked events in their order when a person has them run again', async () => {
    let isMended = false;
    handle = async (event, tx) => {
      await hear(event, tx);
      if (event.data.number === 2 && !isMended) throw new Error('not yet');
    };
    await tellAll('thing/a', [1, 2, 3, 4]);
    await follower.drain();
    const [, , last] = await parked();
    const rerun = (id: string) => listener.database.transaction((tx) => listener.events.parked.rerun(tx, id));
    // Asked for one that waits: the first of its subject is what has to be tried.
    await rerun(last!.id);
    expect(await parked()).toMatchObject([
      { rerunRequested: true },
      { rerunRequested: false },
      { rerunRequested: false },
    ]);
    await follower.wake();
    expect(await parked()).toMatchObject([{ rerunRequested: false }, {}, {}]);
    isMended = true;
    await rerun(last!.id);
    await follower.wake();
    expect(await parked()).toEqual([]);
    expect(await heard()).toEqual([1, 2, 3, 4]);
    await tellAll('thing/a', [5]);
    await follower.drain();
    expect(await heard()).toEqual([1, 2, 3, 4, 5]);
    await expect(rerun(last!.id)).rejects.toMatchObject({ code: 'event_not_parked' });
  });

  it('goes on with a re-run that outages interrupted, and holds them against nothing', async () => {
    const position = await parkAndAskAgain();
    const transaction = listener.database.transaction.bind(listener.database);
    const outage = async () => {
      throw new AppError('unavailable', 'Postgres is away.');
    };
    for (let interrupted = 0; interrupted < 4; interrupted++) {
      listener.database.transaction = outage;
      await follower.wake();
    }
    listener.database.transaction = transaction;
    expect(await parked()).toMatchObject([{ position, rerunRequested: true }]);
    await follower.wake();
    expect(await parked()).toEqual([]);
    expect(await heard()).toEqual([1]);
  });

  it('counts no try of a re-run against the event when it loses its hold or has to stop', async () => {
    await parkAndAskAgain();
    const transaction = listener.database.transaction.bind(listener.database);
    listener.database.transaction = async (work) => {
      await house.asOwner(`UPDATE interviews.event_cursor SET holder = 'another', held_until = now()`);
      return await transaction(work);
    };
    await follower.wake();
    listener.database.transaction = transaction;
    expect(await rerunTries()).toBe(0);
    const woken = follower.wake();
    await follower.close();
    await woken;
    expect(await rerunTries()).toBe(0);
  });

  it('parks an event that kills every process which applies it', async () => {
    await tellAll('thing/a', [1]);
    await tellAll('thing/b', [2]);
    // Each start of a process that died left its mark.
    await follower.wake();
    await house.asOwner('TRUNCATE interviews.heard');
    await house.asOwner('UPDATE interviews.event_cursor SET position = 0, tries = 5');
    await follower.wake();
    expect(await parked()).toMatchObject([{ position: 1, problem: { detail: expect.stringMatching(/process died/) } }]);
    expect(await heard()).toEqual([2]);
  });

  it('holds nothing against an event while Postgres is away', async () => {
    await tellAll('thing/a', [1]);
    handle = async (_event, tx) => {
      const [{ pid }] = await tx.query('SELECT pg_backend_pid() AS pid');
      await house.asOwner(`SELECT pg_terminate_backend(${pid})`);
      await tx.query('SELECT 1');
    };
    for (let outage = 0; outage < 8; outage++) await follower.wake();
    expect(await parked()).toEqual([]);
    handle = hear;
    await follower.drain();
    expect(await heard()).toEqual([1]);
  });

  it('applies nothing past a gap, and nothing of a log that went back', async () => {
    await tellAll('thing/a', [1, 2, 3]);
    await house.asOwner('DELETE FROM applicants.event WHERE position = 2');
    await follower.wake();
    expect(await heard()).toEqual([]);
    await house.asOwner('DELETE FROM applicants.event');
    await house.asOwner('UPDATE interviews.event_cursor SET position = 7');
    await follower.wake();
    expect((await cursor())?.position).toBe('7');
  });

  it('lists parked events page by page', async () => {
    handle = async () => {
      throw new Error('no');
    };
    await teller.database.transaction(async (tx) => {
      for (const number of [1, 2, 3]) await tellIn(tx, teller.events, 'thing/a', number);
    });
    await teller.events.relay.drain();
    await follower.drain();
    const first = await listener.events.parked.list({ limit: 2 });
    expect(first).toMatchObject({ hasMore: true, nextCursor: 'applicants:2' });
    const second = await listener.events.parked.list({ limit: 2, cursor: first.nextCursor! });
    expect(second).toMatchObject({ data: [{ position: 3 }], hasMore: false, nextCursor: null });
    await expect(listener.events.parked.list({ cursor: 'nonsense' })).rejects.toMatchObject({
      code: 'validation_failed',
    });
  });

  /** Parks an event whose handler is mended at once, and has it run again. @returns its position. */
  async function parkAndAskAgain(): Promise<number> {
    handle = async () => {
      throw new Error('not yet');
    };
    await tellAll('thing/a', [1]);
    await follower.drain();
    handle = hear;
    const [event] = await parked();
    await listener.database.transaction((tx) => listener.events.parked.rerun(tx, event!.id));
    return event!.position;
  }

  async function rerunTries(): Promise<number> {
    const [row] = await listener.database.dataSource.query('SELECT tries FROM parked_event');
    return row.tries;
  }

  async function cursor(): Promise<{ position: string; tries: number } | undefined> {
    const [row] = await listener.database.dataSource.query('SELECT position, tries FROM event_cursor');
    return row;
  }
});
