import type { Readiness } from './readiness.js';
import { holdReasonOf } from './readiness.js';

const now = new Date('2026-03-02T10:00:00Z');
const ready: Readiness = {
  taxForm: { state: 'verified', form: 'w9' },
  payoutMethod: { state: 'verified', usableFrom: new Date('2026-03-02T10:00:00Z') },
};

describe('what keeps pay waiting', () => {
  it.each([
    [ready, null],
    [{ ...ready, taxForm: { state: 'required', form: null } }, 'tax_form_missing'],
    [{ ...ready, taxForm: { state: 'rejected', form: 'w9' } }, 'tax_form_missing'],
    [{ ...ready, taxForm: { state: 'submitted', form: 'w9' } }, 'tax_form_unverified'],
    [{ ...ready, taxForm: { state: 'submitted', form: 'w8ben' } }, 'tax_form_unsupported'],
    [{ ...ready, payoutMethod: { state: 'required', usableFrom: null } }, 'payout_method_missing'],
    [{ ...ready, payoutMethod: { state: 'submitted', usableFrom: now } }, 'payout_method_unverified'],
    [
      { ...ready, payoutMethod: { state: 'verified', usableFrom: new Date(now.getTime() + 1) } },
      'payout_method_cooling_off',
    ],
  ] as [Readiness, string | null][])('is said by a word for programs', (readiness, reason) => {
    expect(holdReasonOf(readiness, now)).toBe(reason);
  });
});
