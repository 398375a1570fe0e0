import { factsFor } from '../../test/mail-facts.factory.js';
import { english } from './english.js';
import type { MailTemplate } from './mail.entity.js';
import { asHtml, asPlainText } from './mail-content.js';

const templates = Object.keys(english) as MailTemplate[];
describe('the English mails', () => {
  it.each(templates)('%s says all it has to in lines that a person can read', (template) => {
    const facts = factsFor(template);
    const content = english[template](facts);
    const text = asPlainText(content);
    expect(content.subject).toMatch(/^[A-Z][\w ]{10,60}$/);
    if (facts.code !== null) expect(text).toMatch(/^Your code: 042137$/m);
    if (facts.links.confirm !== null) expect(text.split('\n')).toContain(facts.links.confirm);
    if (facts.lifetime !== null) expect(text).toContain('for 15 minutes, and once.');
    expect(text).not.toMatch(/undefined|null|\[object| {2}|\n{3}/);
    expect(text.trim()).not.toContain(' \n');
  });

  it.each(templates)('%s says the same in HTML, where a name stays a name', (template) => {
    const facts = factsFor(template);
    const html = asHtml(english[template](facts));
    expect(html).not.toContain('<b>');
    if (facts.code !== null) expect(html).toContain('>042137</strong>');
    for (const url of asPlainText(english[template](facts)).match(/^https:.*$/gm) ?? []) {
      expect(html).toContain(`<a href="${url}">${url}</a>`);
    }
  });

  it('greets nobody by a name that somebody else may have chosen', () => {
    const anonymous = templates.filter((template) => {
      return !asPlainText(english[template](factsFor(template))).includes('Ada');
    });
    expect(anonymous.sort()).toEqual([
      ...['application_received', 'application_repeated', 'sign_in', 'signing_code', 'step_up'],
    ]);
  });

  it('date what ends: when, at what time, and by whose clock', () => {
    const moment = /Fri,? 20 Nov 2026, 14:05 UTC/;
    for (const template of ['interview_invited', 'interview_reminder', 'interview_expired'] as const) {
      expect(asPlainText(english[template](factsFor(template)))).toMatch(moment);
    }
    const lifetime = { count: 7, unit: 'day' } as const;
    const contract = asPlainText(english.contract_sent({ ...factsFor('contract_sent'), lifetime }));
    expect(contract).toMatch(/for 7 days \(until Fri,? 20 Nov 2026, 14:05 UTC\), and once\./);
    const unknown = { ...factsFor('interview_reminder'), deadlineAt: null };
    expect(asPlainText(english.interview_reminder(unknown))).toContain('deadline is near.');
  });

  it('needs no reason that it has words for', () => {
    const text = asPlainText(english.answer_rejected({ ...factsFor('answer_rejected'), reasonCode: 'unheard_of' }));
    expect(text).toContain('could not be used.\n');
  });
});
