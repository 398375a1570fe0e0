import { momentWords } from './moment-words.js';

describe('A moment in a mail', () => {
  const at = new Date('2026-11-20T14:05:30Z');

  it('has its date, its time and the name of its zone in both languages, in Latin digits', () => {
    expect(momentWords(at, 'en')).toMatch(/^Fri,? 20 Nov 2026, 14:05 UTC$/);
    expect(momentWords(at, 'ar')).toMatch(/^الجمعة،? 20 نوفمبر 2026، الساعة 14:05 بالتوقيت العالمي المنسق$/);
    expect(momentWords(new Date('2026-01-01T00:00:00Z'), 'en')).toContain('00:00');
  });
});
