import { factsFor } from '../../test/mail-facts.factory.js';
import { arabic } from './arabic.js';
import { english } from './english.js';
import type { MailTemplate } from './mail.entity.js';
import { asHtml, asPlainText } from './mail-content.js';
import type { MailFacts } from './mail-facts.js';
import { contentOf } from './mail-words.js';

const forStaff: MailTemplate[] = ['invitation', 'webhook_disabled', 'decision_overdue', 'reviews_due'];
const templates = (Object.keys(english) as MailTemplate[]).filter((template) => !forStaff.includes(template));
const plainText = (template: MailTemplate, more: Partial<MailFacts> = {}) =>
  asPlainText(contentOf(template, { ...factsFor(template), ...more }, 'ar'));

/** What stands outside of isolates, links and codes. */
const ownWords = (text: string) => text.replaceAll(/\u2068[^\u2069]*\u2069|^https:.*$|^\d{6}$/gm, '');

describe('the Arabic mails', () => {
  it.each(templates)('have %s, in Arabic words and Latin digits alone', (template) => {
    const { locale, subject } = contentOf(template, factsFor(template), 'ar');
    expect(locale).toBe('ar');
    expect(subject).toMatch(/^[\u0600-\u06ff ]{8,60}$/);
    const text = plainText(template);
    expect(ownWords(text)).not.toMatch(/[A-Za-z]/);
    expect(text).not.toMatch(/[٠-٩۰-۹]/);
    expect(text).not.toMatch(/undefined|null|\[object| {2}|\n{3}/);
    expect(text.match(/\u2068/g)?.length ?? 0).toBe(text.match(/\u2069/g)?.length ?? 0);
  });

  it.each(templates)('put code and links of %s on lines of their own', (template) => {
    const facts = factsFor(template);
    const lines = plainText(template).split('\n');
    if (facts.code !== null) expect(lines).toEqual(expect.arrayContaining(['رمزك:', facts.code]));
    if (facts.links.confirm !== null) expect(lines).toContain(facts.links.confirm);
  });

  it.each(templates)(
    'say of %s what the English one says: the same links, the same secrets, the same dates',
    (template) => {
      const inEnglish = asPlainText(english[template](factsFor(template)));
      const found = (text: string) => text.match(/https:\S+|\b042137\b|\b14:05\b|\b15\b/g) ?? [];
      expect(found(plainText(template)).sort()).toEqual(found(inEnglish).sort());
      expect(plainText(template).includes('Ada')).toBe(inEnglish.includes('Ada'));
    },
  );

  it('are read from right to left, but for codes and links', () => {
    const html = asHtml(contentOf('sign_in', factsFor('sign_in'), 'ar'));
    expect(html).toContain('<html lang="ar" dir="rtl">');
    expect(html).toMatch(/<strong dir="ltr"[^>]*>042137<\/strong>/);
    expect(html).toMatch(/<a href="https:[^"]+" dir="ltr">/);
    expect(asHtml(contentOf('sign_in', factsFor('sign_in'), 'en'))).toContain('<html lang="en" dir="ltr">');
  });

  it('keep a name apart from the words around it, and a name in HTML', () => {
    expect(plainText('interview_invited')).toContain('مرحبًا \u2068Ada <b>Example</b>\u2069،');
    expect(asHtml(contentOf('interview_invited', factsFor('interview_invited'), 'ar'))).not.toContain('<b>');
  });

  it('date what ends: when, at what time, and by whose clock', () => {
    const moment = /الجمعة،? 20 نوفمبر 2026، الساعة 14:05 بالتوقيت العالمي المنسق/;
    for (const template of ['interview_invited', 'interview_reminder', 'interview_expired'] as const) {
      expect(plainText(template)).toMatch(moment);
    }
    expect(plainText('contract_sent', { lifetime: { count: 7, unit: 'day' } })).toMatch(moment);
  });

  it.each([
    [1, 'minute', 'مدة دقيقة واحدة،'],
    [2, 'minute', 'مدة دقيقتين،'],
    [5, 'minute', 'مدة 5 دقائق،'],
    [15, 'minute', 'مدة 15 دقيقة،'],
    [1, 'hour', 'مدة ساعة واحدة '],
    [5, 'hour', 'مدة 5 ساعات '],
    [11, 'hour', 'مدة 11 ساعة '],
    [2, 'day', 'مدة يومين '],
    [7, 'day', 'مدة 7 أيام '],
    [14, 'day', 'مدة 14 يومًا '],
    [100, 'day', 'مدة 100 يوم '],
  ] as const)('count %d %s in the right number', (count, unit, words) => {
    expect(plainText('contract_sent', { lifetime: { count, unit } })).toContain(words);
  });

  it('leave what staff read in English', () => {
    expect(Object.keys(arabic).sort()).toEqual([...templates].sort());
    for (const template of forStaff) {
      expect(contentOf(template, factsFor(template), 'ar')).toEqual(english[template](factsFor(template)));
    }
  });

  it('need no reason that they have words for', () => {
    expect(plainText('answer_rejected', { reasonCode: 'unheard_of' })).toContain('إحدى إجاباتك.\n');
  });
});
