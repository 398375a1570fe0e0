import { newId } from '@guildhall/messages/contract';
import type { MailEntity } from './mail.entity.js';
import { factsOf } from './mail-facts.js';

const now = new Date('2026-03-01T10:00:00Z');
const person = { email: 'ada@people.example', displayName: 'Ada', code: null, linkToken: null, expiresAt: null };

function mail(changes: Partial<MailEntity> = {}): MailEntity {
  return {
    id: newId('mal'),
    eventId: newId('evt'),
    template: 'sign_in',
    personId: newId('per'),
    subject: `person/${newId('per')}`,
    reasonCode: null,
    state: 'waiting',
    stateReason: null,
    createdAt: now,
    endedAt: null,
    ...changes,
  };
}

describe('the facts of a mail', () => {
  it('put a token where no server and no log sees it', () => {
    const { links } = factsOf(mail(), { ...person, linkToken: 'a/b+c' }, 'https://hiring.example', now);
    const url = new URL(links.confirm!);
    expect([url.pathname, url.search, url.hash]).toEqual(['/verify', '', '#token=a%2Fb%2Bc']);
  });

  it.each([
    ['https://hiring.example', 'https://hiring.example/login'],
    ['https://hiring.example/', 'https://hiring.example/login'],
    ['https://acme.example/hiring//', 'https://acme.example/hiring/login'],
  ])('begin links with %s', (publicUrl, signIn) => {
    expect(factsOf(mail(), person, publicUrl, now).links.signIn).toBe(signIn);
  });

  it('lead to what the event was about, and to nothing else', () => {
    const linksOf = (subject: string) => factsOf(mail({ subject }), person, 'https://h.example', now).links;
    expect(linksOf('interview/int_1')).toMatchObject({
      interview: 'https://h.example/me/interviews/int_1',
      application: null,
    });
    expect(linksOf('application/app_1')).toMatchObject({
      interview: null,
      application: 'https://h.example/me/applications/app_1',
    });
  });

  it.each([
    [15 * 60, { count: 15, unit: 'minute' }],
    [14 * 60 + 40, { count: 15, unit: 'minute' }],
    [1, { count: 1, unit: 'minute' }],
    [-60, { count: 1, unit: 'minute' }],
    [5 * 3600, { count: 5, unit: 'hour' }],
    [7 * 86_400 - 5, { count: 7, unit: 'day' }],
  ])('round %d seconds to what a reader needs', (seconds, lifetime) => {
    const expiresAt = new Date(now.getTime() + seconds * 1000).toISOString();
    expect(factsOf(mail(), { ...person, expiresAt }, 'https://h.example', now).lifetime).toEqual(lifetime);
  });

  it('keep a name on one line', () => {
    const displayName = ' Zoë\r\n\tÅ\u0000 佐藤 ';
    expect(factsOf(mail(), { ...person, displayName }, 'https://h.example', now).displayName).toBe('Zoë Å 佐藤');
  });
});
