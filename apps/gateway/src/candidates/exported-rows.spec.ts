import { parse } from 'csv-parse/sync';
import { type NamedExport, rowWriter } from './exported-rows.js';

const candidate: NamedExport = {
  ...{ applicationId: 'app_1', interviewId: 'int_1', rank: 1, band: 1, alsoTiesWithPreviousBand: false },
  ...{ language: 'en', country: null, engine: 'model', total: '4.20', low: '3.50', high: '4.90' },
  levels: [
    { criterionId: 'design', level: 4 },
    { criterionId: 'grading', level: 5 },
  ],
  ...{ evidenceCount: 6, reviewRequired: true, flags: ['confidence_low', 'tied_vote'] },
  override: { reviewerId: 'per_1', levels: [{ criterionId: 'design', level: 3 }], reasonCode: null },
  ...{ name: '=cmd("calc")', stage: 'evaluated', decisionDueAt: null },
};

describe('An exported candidate', () => {
  it('is a row with a column for each criterion, and no formula', () => {
    const writer = rowWriter('csv', ['design', 'grading']);
    const [row] = parse(writer.head() + writer.row(candidate), { columns: true }) as [Record<string, string>];
    expect(row).toMatchObject({
      ...{ rank: '1', name: `'=cmd("calc")`, stage: 'evaluated', country: '', total: '4.20', evidenceCount: '6' },
      ...{ 'level.design': '4', 'level.grading': '5', 'reviewerLevel.design': '3', 'reviewerLevel.grading': '' },
      ...{ flags: 'confidence_low tied_vote', reviewRequired: 'true' },
    });
  });

  it('is a line of JSON, as the API shows it elsewhere', () => {
    const writer = rowWriter('jsonl', []);
    expect(writer.head()).toBe('');
    const line = writer.row(candidate);
    expect(line.endsWith('\n')).toBe(true);
    expect(JSON.parse(line)).toEqual(candidate);
  });
});
