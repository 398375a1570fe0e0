import { addressProved, mailRequested } from '@guildhall/messages/accounts';
import { applicationReceived, applicationWithdrawn, openingClosed } from '@guildhall/messages/applicants';
import { type Actor, type EventEnvelope, event, newId } from '@guildhall/messages/contract';
import type { FeedEvent } from '@guildhall/messages/events';
import { interviewInvited, interviewReminderDue, planPublished } from '@guildhall/messages/interviews';
import { EventsHouse, type Producer } from '../../test/events-house.js';

const ids = () => ({
  interviewId: newId('int'),
  applicationId: newId('app'),
  openingId: newId('opn'),
  personId: newId('per'),
});

describe('the feed', () => {
  let house: EventsHouse;

  beforeAll(async () => {
    house = await EventsHouse.open({ roles: ['api', 'follower'], smtpUrl: 'smtp://127.0.0.1:1' });
  });
  afterAll(() => house?.close());

  const tellClosed = async () => {
    const openingId = newId('opn');
    return await house.tell(openingClosed, `opening/${openingId}`, { openingId });
  };
  const tellPlan = async () => {
    const planId = newId('pln');
    return await house.tell(planPublished, `plan/${planId}`, { planId, planVersionId: newId('plv') });
  };
  const tellInvited = async () => {
    const data = ids();
    return await house.tell(interviewInvited, `interview/${data.interviewId}`, data);
  };
  const tellProved = async () => {
    const personId = newId('per');
    return await house.tell(addressProved, `person/${personId}`, { personId });
  };
  const envelope = (changes: Partial<EventEnvelope> = {}): EventEnvelope => ({
    position: 1,
    id: newId('evt'),
    type: openingClosed.type,
    source: 'applicants',
    subject: `opening/${newId('opn')}`,
    sequence: 1,
    time: house.clock.now().toISOString(),
    correlationId: 'req_test',
    causationId: null,
    data: { openingId: newId('opn') },
    ...changes,
  });
  /** From a cursor to the end, in pages. */
  const readAll = async (query: { cursor?: string; types?: string; limit?: number } = {}) => {
    const events: FeedEvent[] = [];
    let cursor = query.cursor;
    for (;;) {
      const page = await house.read({ ...query, ...(cursor !== undefined && { cursor }) });
      events.push(...page.data);
      cursor = page.nextCursor!;
      if (!page.hasMore) return { events, cursor };
    }
  };
  const end = async () => (await readAll()).cursor;

  it('shows an event in the form of CloudEvents 1.0', async () => {
    const cursor = await end();
    const openingId = newId('opn');
    const { id } = await house.tell(openingClosed, `opening/${openingId}`, { openingId });
    await house.settle();
    const { data, hasMore } = await house.read({ cursor });
    expect(hasMore).toBe(false);
    expect(data).toEqual([
      {
        specversion: '1.0',
        id,
        source: 'guildhall/applicants',
        type: 'opening.closed',
        subject: `opening/${openingId}`,
        time: house.clock.now().toISOString(),
        sequence: 1,
        datacontenttype: 'application/json',
        dataschema: 'urn:guildhall:event:opening.closed',
        correlationid: expect.stringMatching(/^req_/),
        causationid: null,
        data: { openingId },
      },
    ]);
  });

  it('keeps one row of an event that is heard ten times at once', async () => {
    const told = envelope();
    await Promise.all(Array.from({ length: 10 }, () => house.hear(told)));
    const { events } = await readAll();
    expect(events.filter(({ id }) => id === told.id)).toHaveLength(1);
  });

  it('misses and repeats nothing for a reader who follows three services that tell at once', async () => {
    const told: { source: Producer; id: string }[] = [];
    let cursor = await end();
    const seen: FeedEvent[] = [];
    const follow = async () => {
      const page = await readAll({ cursor, limit: 7 });
      seen.push(...page.events);
      cursor = page.cursor;
    };
    const rounds = Array.from({ length: 25 }, (_, round) => round);
    const tellers = [
      ['applicants', tellClosed],
      ['interviews', tellPlan],
      ['accounts', tellProved],
    ] as const;
    const telling = Promise.all(
      tellers.map(async ([source, tell]) => {
        for (const _round of rounds) told.push({ source, id: (await tell()).id });
      }),
    );
    let isTold = false;
    telling.then(() => {
      isTold = true;
    });
    while (!isTold) await follow();
    await telling;
    await house.settle();
    await follow();

    const shown = told.filter(({ source }) => source !== 'accounts').map(({ id }) => id);
    expect(new Set(seen.map(({ id }) => id))).toEqual(new Set(shown));
    expect(seen).toHaveLength(shown.length);
    for (const source of ['applicants', 'interviews'] as const) {
      const order = seen.filter((one) => one.source === `guildhall/${source}`).map(({ id }) => id);
      expect((await house.logOf(source)).filter((id) => order.includes(id))).toEqual(order);
    }
    const [places] = await house.sql<{ first: string; last: string; count: string }>(
      'SELECT min(position) AS first, max(position) AS last, count(*) FROM feed_event',
    );
    expect(places).toMatchObject({ first: '1', last: places!.count });
  });

  it('goes on from a cursor that was given at the end', async () => {
    const cursor = await end();
    expect(await house.read({ cursor })).toEqual({ data: [], nextCursor: cursor, hasMore: false });
    const { id } = await tellPlan();
    await house.settle();
    expect((await house.read({ cursor })).data.map((one) => one.id)).toEqual([id]);
  });

  it('shows the same page for the same cursor, whatever came after', async () => {
    const cursor = await end();
    await tellPlan();
    await tellPlan();
    await house.settle();
    const before = await house.read({ cursor, limit: 2 });
    await tellPlan();
    await house.settle();
    const after = await house.read({ cursor, limit: 2 });
    expect(after.data).toEqual(before.data);
    expect([before.hasMore, after.hasMore]).toEqual([false, true]);
  });

  it('shows chosen types and families', async () => {
    const cursor = await end();
    const [closed, invited, plan] = [await tellClosed(), await tellInvited(), await tellPlan()];
    await house.settle();
    const chosen = async (types: string) => (await readAll({ cursor, types })).events.map(({ id }) => id).sort();
    expect(await chosen('interview.*')).toEqual([invited.id]);
    expect(await chosen('plan.published,opening.*')).toEqual([closed.id, plan.id].sort());
    expect(await chosen('interview.invited,interview.*')).toEqual([invited.id]);
    expect(await chosen('interview')).toEqual([]);
    expect(await chosen('payrun.*')).toEqual([]);
  });

  it('keeps what is internal to itself, also when asked by name', async () => {
    const cursor = await end();
    const personId = newId('per');
    const data = ids();
    await house.tell(mailRequested, `person/${personId}`, { personId, purpose: 'sign_in' });
    await tellProved();
    await house.tell(applicationReceived, `application/${data.applicationId}`, {
      applicationId: data.applicationId,
      openingId: data.openingId,
      personId,
      duplicate: false,
    });
    await house.tell(interviewReminderDue, `interview/${data.interviewId}`, data);
    await house.settle();
    const internal = [mailRequested, addressProved, applicationReceived, interviewReminderDue];
    for (const types of [undefined, ...internal.map(({ type }) => type), 'account.*']) {
      expect((await readAll({ cursor, ...(types && { types }) })).events).toEqual([]);
    }
    const kept = await house.sql('SELECT type FROM feed_event WHERE type = ANY($1)', [
      internal.map(({ type }) => type),
    ]);
    expect(kept.length).toBeGreaterThanOrEqual(internal.length);
  });

  it('keeps a type that it does not know, and does not show it', async () => {
    const cursor = await end();
    const unheardOf = event('applicants', 'application.archived', applicationWithdrawn.payload);
    const { id } = await house.tell(unheardOf, 'application/x', { ...applicationIds() });
    await house.settle();
    expect((await readAll({ cursor })).events).toEqual([]);
    expect(await house.sql(`SELECT FROM feed_event WHERE type = 'application.archived'`)).toHaveLength(1);
    expect(id).toMatch(/^evt_/);
  });

  it.each([
    ['garbage', 'garbage'],
    ['nothing', ''],
    ['a place that was never reached', Buffer.from(`999999:${newId('evt')}`).toString('base64url')],
    ['another event at the place', Buffer.from(`1:${newId('evt')}`).toString('base64url')],
    ['a position beyond all numbers', Buffer.from(`${'9'.repeat(30)}:${newId('evt')}`).toString('base64url')],
  ])('refuses a cursor that says %s', async (_what, cursor) => {
    await expect(house.read({ cursor })).rejects.toMatchObject({ code: 'feed_cursor_invalid' });
  });

  it.each<[string, Actor, boolean]>([
    ['an admin', { kind: 'staff', id: newId('per'), roles: ['recruiter', 'admin'] }, true],
    ['an API key with the scope', { kind: 'system', id: newId('key'), scopes: ['events:read'] }, true],
    ['an API key without the scope', { kind: 'system', id: newId('key'), scopes: ['openings:read'] }, false],
    ['a recruiter', { kind: 'staff', id: newId('per'), roles: ['recruiter', 'reviewer', 'finance'] }, false],
    ['an applicant', { kind: 'applicant', id: newId('per') }, false],
    ['another service', { kind: 'service', id: 'interviews' }, false],
    ['nobody', { kind: 'anonymous' }, false],
  ])('answers %s accordingly', async (_who, actor, mayRead) => {
    const reading = house.read({}, actor);
    if (mayRead) await expect(reading).resolves.toMatchObject({ hasMore: expect.any(Boolean) });
    else await expect(reading).rejects.toMatchObject({ code: 'not_allowed' });
  });

  it('gives at most 100 events a page', async () => {
    await expect(house.read({ limit: 101 })).rejects.toMatchObject({ code: 'validation_failed' });
  });

  it('cannot be rewritten, not even by the service itself', async () => {
    await expect(house.sql(`UPDATE feed_event SET type = 'x'`)).rejects.toThrow('permission denied');
    await expect(house.sql('DELETE FROM feed_event')).rejects.toThrow('permission denied');
  });

  function applicationIds() {
    return { applicationId: newId('app'), openingId: newId('opn'), personId: newId('per') };
  }
});
