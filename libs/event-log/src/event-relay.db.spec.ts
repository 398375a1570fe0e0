import { waitFor } from '@guildhall/testing';
import { EventHouse, Happened, tell, tellIn, thingHappened } from '../test/event-house.js';

type Row = { position: string; subject: string; sequence: string; number: number };

describe('the log of a service', () => {
  let house: EventHouse;
  let service: Awaited<ReturnType<EventHouse['process']>>;

  beforeAll(async () => {
    house = await EventHouse.open();
    service = await house.process('applicants');
  });
  afterAll(() => house?.close());

  const rows = async (): Promise<Row[]> =>
    service.database.dataSource.query(
      `SELECT position, subject, sequence, (data ->> 'number')::int AS number FROM event ORDER BY position`,
    );

  it('gives dense positions, in the order of each subject, under 12 writers of which a third roll back', async () => {
    const other = await house.process('applicants');
    const subjects = ['thing/a', 'thing/b', 'thing/c', 'thing/d'];
    let committed = 0;
    let watching = true;
    let seen = 0;
    // A follower that reads while others write must never find something new before what it has seen.
    const watcher = (async () => {
      while (watching) {
        const { events } = await other.events.reader.after(seen, 100);
        for (const { position } of events) {
          expect(position).toBe(seen + 1);
          seen = position;
        }
      }
    })();
    const writer = async (index: number) => {
      const from = index % 2 === 0 ? service : other;
      for (let round = 0; round < 40; round++) {
        const subject = subjects[(index + round) % subjects.length]!;
        const rollsBack = (index * 7 + round) % 3 === 0;
        await from.database
          .transaction(async (tx) => {
            await tellIn(tx, from.events, subject, index * 1_000 + round);
            if (round % 5 === 0) await tx.query('SELECT pg_sleep(0.002)');
            if (rollsBack) throw new Error('rolls back');
          })
          .catch((error) => expect(String(error)).toContain('rolls back'));
        if (!rollsBack) committed++;
      }
    };
    await Promise.all(Array.from({ length: 12 }, (_, index) => writer(index)));
    await service.events.relay.drain();
    const written = await rows();
    await waitFor(() => seen === committed);
    watching = false;
    await watcher;
    expect(written.map(({ position }) => Number(position))).toEqual(written.map((_, index) => index + 1));
    expect(written).toHaveLength(committed);
    for (const subject of subjects) {
      const own = written.filter((row) => row.subject === subject);
      expect(own.map(({ sequence }) => Number(sequence))).toEqual(own.map((_, index) => index + 1));
    }
    await other.close();
  });

  it('is relayed by whoever is there when a process dies between commit and wake-up', async () => {
    const doomed = await house.process('applicants');
    await doomed.events.relay.close();
    await tell(doomed, 'thing/orphan', 1);
    expect((await rows()).at(-1)).toMatchObject({ subject: 'thing/orphan', position: null });
    await service.events.relay.wake();
    expect((await rows()).at(-1)).toMatchObject({ subject: 'thing/orphan', position: expect.any(String) });
    await doomed.close();
  });

  it('goes on when a relay stops in the middle of a pass and keeps the lock', async () => {
    const runner = service.database.dataSource.createQueryRunner();
    await runner.startTransaction();
    await runner.query(
      `SELECT set_config('idle_in_transaction_session_timeout', '1s', true), pg_advisory_xact_lock(hashtextextended($1, 0))`,
      ['guildhall:event-relay:applicants'],
    );
    // Postgres ends the connection of the one that stopped.
    runner.connect().then((client) => client.on('error', () => undefined));
    await tell(service, 'thing/stuck', 1);
    await service.events.relay.drain();
    expect((await rows()).at(-1)).toMatchObject({ subject: 'thing/stuck', position: expect.any(String) });
    await runner.release().catch(() => undefined);
  });

  it('refuses what is no fact of its own, no plain JSON, or about no subject', async () => {
    const context = { correlationId: 'req_1', actor: { kind: 'anonymous' as const } };
    const append = (definition: typeof thingHappened, data: Happened, subject = 'thing/x') =>
      service.database.transaction((tx) =>
        service.events.log.append(tx, definition, { subject, data, context, at: new Date() }),
      );
    await expect(append({ ...thingHappened, producer: 'accounts' }, { number: 1 })).rejects.toThrow(/accounts to tell/);
    await expect(append(thingHappened, { number: 1.5 })).rejects.toThrow(/number must be an integer/);
    await expect(append(thingHappened, { number: new Date() } as never)).rejects.toThrow(/number is a Date/);
    await expect(append(thingHappened, { number: 1, email: 'x' } as never)).rejects.toThrow(/email should not exist/);
    await expect(append(thingHappened, { number: 1 }, 'x')).rejects.toThrow(/no subject/);
  });

  it('cannot be changed or deleted by the service itself', async () => {
    const { dataSource } = service.database;
    await expect(dataSource.query(`UPDATE event SET data = '{}'`)).rejects.toThrow(/permission denied/);
    await expect(dataSource.query('DELETE FROM event')).rejects.toThrow(/permission denied/);
  });
});
