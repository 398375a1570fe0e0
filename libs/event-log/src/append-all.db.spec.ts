import { EventHouse, type Happened, tell, thingHappened } from '../test/event-house.js';

describe('events about many subjects', () => {
  let house: EventHouse;
  let teller: Awaited<ReturnType<EventHouse['process']>>;

  beforeAll(async () => {
    house = await EventHouse.open();
    teller = await house.process('applicants');
  });
  afterAll(() => house?.close());

  const tellMany = (subjects: string[], data: Happened = { number: 7 }) =>
    teller.database.transaction((tx) =>
      teller.events.log.appendAll(
        tx,
        thingHappened,
        subjects.map((subject) => ({ subject, data })),
        { context: { correlationId: 'req_1', actor: { kind: 'anonymous' } }, at: new Date() },
      ),
    );

  it('are told in one statement, each with the next number of its subject', async () => {
    await tell(teller, 'thing/b', 1);
    await Promise.all(Array.from({ length: 8 }, () => tellMany(['thing/c', 'thing/a', 'thing/b'])));
    await teller.events.relay.drain();
    const { events } = await teller.events.reader.after(0, 100);
    expect(events.map(({ position }) => position)).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
    for (const [subject, count] of [
      ['thing/a', 8],
      ['thing/b', 9],
      ['thing/c', 8],
    ] as const) {
      const sequences = events.filter((event) => event.subject === subject).map(({ sequence }) => sequence);
      expect(sequences).toEqual(Array.from({ length: count }, (_, index) => index + 1));
    }
  });

  it('are refused where a subject comes twice or the data is none of theirs', async () => {
    await expect(tellMany(['thing/a', 'thing/a'])).rejects.toThrow(/comes twice/);
    await expect(tellMany(['nothing'])).rejects.toThrow(/is no subject/);
    await expect(tellMany(['thing/a'], { number: 0.5 })).rejects.toThrow(/thing.happened/);
    await tellMany([]);
  });
});
