import { waitFor } from '@guildhall/testing';
import type { ApiClient } from '../tools/client/api-client.js';
import { type House, startHouse } from './support/house.js';
import { makeApplicant, makeOpening, sampleRecording } from './support/opening.js';

/** An open page: what it was told so far, and whether the server ended it. */
interface Page {
  events: { id: string; type: string; subject: string }[];
  isEnded(): boolean;
  leave(): void;
}

describe('live pages', () => {
  let house: House;

  beforeAll(async () => {
    house = await startHouse();
  }, 120_000);
  afterAll(() => house?.close());

  async function follow(api: ApiClient, lastEventId?: string): Promise<Page> {
    const leaving = new AbortController();
    const response = await fetch(new URL('/v1/me/live', api.baseUrl), {
      headers: {
        authorization: `Bearer ${api.token}`,
        ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
      },
      signal: leaving.signal,
    });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
    const page = { events: [] as Page['events'], ended: false };
    void (async () => {
      let text = '';
      for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
        text += Buffer.from(chunk).toString('utf8');
        const messages = text.split('\n\n');
        text = messages.pop()!;
        for (const message of messages) {
          const data = /^data: (.+)$/m.exec(message)?.[1];
          if (data) page.events.push(JSON.parse(data));
        }
      }
    })()
      .catch(() => undefined)
      .finally(() => {
        page.ended = true;
      });
    return { events: page.events, isEnded: () => page.ended, leave: () => leaving.abort() };
  }

  it('tell people of what is theirs, go on behind the last event, and end with the session', async () => {
    const recruiter = await house.invite('recruiter', ['recruiter']);
    const other = await house.invite('other', ['recruiter']);
    const opening = await makeOpening(recruiter.api);
    // All recruiters hear of a new plan; this one is told before anybody looks.
    await house.settle();
    const [mine, others] = [await follow(recruiter.api), await follow(other.api)];
    const applicant = await makeApplicant(house, opening.id, 'a');
    await house.settle();
    await waitFor(() => mine.events.some(({ type }) => type === 'application.submitted'));
    expect(others.events).toEqual([]);

    const own = await follow(applicant.api, mine.events[0]!.id);
    await waitFor(() => own.events.some(({ type }) => type === 'interview.invited'));
    expect(own.events.filter(({ type }) => /^(score|opening|plan)\./.test(type))).toEqual([]);
    expect(Object.keys(own.events[0]!).sort()).toEqual(['id', 'sequence', 'subject', 'type']);

    await applicant.consent();
    await applicant.answer('q1', sampleRecording('short'));
    await applicant.submit();
    await waitFor(() => own.events.some(({ type }) => type === 'transcript.ready'), { timeoutMs: 60_000 });
    const types = own.events.map(({ type }) => type).filter((type) => /^(take|transcript)\./.test(type));
    // Six seconds are too short to be judged, so that one more take is granted at some time after.
    expect(types.slice(0, 3)).toEqual(['take.completed', 'take.playable', 'transcript.ready']);

    await applicant.api.post('/v1/auth/sign-out');
    await waitFor(() => own.isEnded(), { timeoutMs: 15_000 });
    expect(mine.isEnded()).toBe(false);
    for (const page of [mine, others]) page.leave();
  }, 120_000);
});
