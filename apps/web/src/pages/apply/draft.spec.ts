import { bodyOfDraft, type Draft, faultsOf } from './draft.js';

const whole: Draft = { displayName: ' Ada ', email: 'ada@example.org', country: 'US', state: 'IL', language: 'en' };

describe('the draft of an application', () => {
  it('names what is missing', () => {
    expect(faultsOf(whole, false)).toEqual([]);
    const empty = { displayName: ' ', email: 'ada@', country: '', state: '', language: '' };
    expect(faultsOf(empty, false)).toEqual(['displayName', 'email', 'country', 'language']);
    expect(faultsOf({ ...whole, state: '' }, false)).toEqual(['state']);
    expect(faultsOf({ ...whole, country: 'EG', state: '' }, false)).toEqual([]);
  });

  it('asks nobody who is signed in for a name and an address, and sends neither', () => {
    expect(faultsOf({ ...whole, displayName: '', email: '' }, true)).toEqual([]);
    expect(bodyOfDraft(whole, true, 'ar')).toEqual({ region: 'US-IL', language: 'en', locale: 'ar' });
  });

  it('becomes what the API takes; a state counts in the United States alone', () => {
    const sent = { email: 'ada@example.org', displayName: 'Ada', region: 'US-IL', language: 'en', locale: 'en' };
    expect(bodyOfDraft(whole, false, 'en')).toEqual(sent);
    expect(bodyOfDraft({ ...whole, country: 'EG' }, false, 'en')).toMatchObject({ region: 'EG' });
  });
});
