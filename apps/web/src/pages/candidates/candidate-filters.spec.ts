import { exportPath, filterQueryOf, filtersOf, isFiltered, noFilters, parametersOf } from './candidate-filters.js';

const address = 'stage=evaluated&stage=held&language=ar&country=EG&level=task_design%3A4&review=no&q=free+cash';

describe('filters in the address of the page', () => {
  it('come out as they went in', () => {
    const filters = filtersOf(new URLSearchParams(address));
    expect(filters).toEqual({
      ...{ stages: ['evaluated', 'held'], language: 'ar', country: 'EG', needsReview: false, shortlistId: null },
      ...{ levels: [{ criterionId: 'task_design', level: 4 }], words: 'free cash' },
    });
    expect(parametersOf(filters).toString()).toBe(address);
  });

  it('are left out where they are none', () => {
    const odd = 'stage=dreaming&language=%3Cscript%3E&country=egypt&level=task:9&review=perhaps&shortlist=x&q=+a';
    expect(filtersOf(new URLSearchParams(odd))).toEqual(noFilters);
    expect(isFiltered(noFilters)).toBe(false);
    expect(isFiltered({ ...noFilters, needsReview: false })).toBe(true);
  });

  it('are asked of the API under its names', () => {
    expect(filterQueryOf(noFilters)).toEqual({});
    expect(filterQueryOf(filtersOf(new URLSearchParams(address)))).toEqual({
      ...{ stage: ['evaluated', 'held'], language: 'ar', country: 'EG' },
      ...{ level: ['task_design:4'], needsReview: false, q: 'free cash' },
    });
  });

  it('go along with an export', () => {
    const filters = filtersOf(new URLSearchParams('stage=evaluated&stage=held&review=yes'));
    expect(exportPath('opn_1', filters, 'csv')).toBe(
      '/v1/openings/opn_1/candidates/export?format=csv&stage=evaluated&stage=held&needsReview=true',
    );
  });
});
