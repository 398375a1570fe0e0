import { type MergeValues, writtenValue } from './merge-fields.js';
import { contractorAgreement } from './shipped/contractor-agreement.js';
import { nda } from './shipped/nda.js';
import { fieldsOf, filledBlocks } from './template-text.js';

const text = (value: string) => ({ type: 'text', text: value }) as const;
const values: MergeValues = {
  'company.name': text('Example Works'),
  'company.signatory': text('Ada Example'),
  'contract.id': text('ctr_1'),
  'contract.date': { type: 'date', date: '2026-01-05' },
  'person.name': text('Łukasz Nowak'),
  'opening.title': text('Analyst'),
  'project.code_name': text('Heron'),
  'project.governing_law': text('the State of New York'),
  'offer.rate': { type: 'money', amountMinor: 9500n, currency: 'USD' },
  'offer.weekly_limit': { type: 'duration', seconds: 144_000 },
  'offer.start_date': { type: 'date', date: '2026-01-12' },
  'offer.zone': text('America/New_York'),
};

describe('templates', () => {
  it.each([nda, contractorAgreement])('ships "$title" ready to be filled in', ({ title, markdown }) => {
    const written = JSON.stringify(filledBlocks(title, markdown, values));
    expect(written).toContain('Łukasz Nowak');
    expect(written).not.toMatch(/\{\{|\}\}|undefined/);
  });

  it('refuses fields that nobody fills, unclosed ones, and emphasis', () => {
    for (const markdown of ['Pay {{offer.bonus}}', 'Pay {{offer.rate', 'It is **so**', 'See [here](x)']) {
      expect(() => fieldsOf('T', markdown)).toThrow(expect.objectContaining({ code: 'template_invalid' }));
    }
    expect(fieldsOf('T', '{{ person.name }} and {{company.name}}')).toEqual(['company.name', 'person.name']);
  });

  it('refuses to leave a field empty', () => {
    const fill = (given: Partial<MergeValues>) => () => filledBlocks('T', 'To {{person.name}}', given);
    expect(fill({})).toThrow(expect.objectContaining({ code: 'template_invalid' }));
    expect(fill({ 'person.name': text(' \u202e ') })).toThrow(expect.objectContaining({ code: 'template_invalid' }));
  });

  it('lets no value become anything but text', () => {
    const blocks = filledBlocks('T', 'To {{person.name}}', { 'person.name': text('x\n\n# Heading {{offer.rate}}') });
    expect(blocks).toEqual([{ kind: 'paragraph', text: 'To x # Heading {{offer.rate}}' }]);
  });

  it('writes every type as people read it', () => {
    const written = [
      values['offer.rate'],
      { type: 'money', amountMinor: 5n, currency: 'USD' } as const,
      { type: 'money', amountMinor: 12345n, currency: 'JPY' } as const,
      values['offer.start_date'],
      values['offer.weekly_limit'],
      text('محمد علي'),
      text('علی\u200cرضا'),
      text('John\u202a Doe\u200b'),
    ].map(writtenValue);
    expect(written).toEqual([
      ...['95.00 USD', '0.05 USD', '12345 JPY', 'January 12, 2026', '40 hours', '\u2068محمد علي\u2069'],
      ...['\u2068علی\u200cرضا\u2069', 'John Doe'],
    ]);
  });
});
