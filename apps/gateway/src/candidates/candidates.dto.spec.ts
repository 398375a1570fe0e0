import { newId } from '@guildhall/messages/contract';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { CandidatesPageQuery, ComparedIdsQuery, SearchPageQuery } from './candidates.dto.js';

function read<T extends object>(type: new () => T, query: object): T | string[] {
  const instance = plainToInstance(type, query);
  const faults = validateSync(instance, { whitelist: true, forbidNonWhitelisted: true });
  return faults.length > 0 ? faults.map(({ property }) => property) : instance;
}

describe('The query of candidates', () => {
  it('takes one value or several, and reads words as what they mean', () => {
    expect(
      read(CandidatesPageQuery, { stage: 'held', level: 'design:3', needsReview: 'false', limit: '20' }),
    ).toMatchObject({
      ...{ stage: ['held'], level: ['design:3'], needsReview: false, limit: 20 },
    });
    const several = { stage: ['held', 'evaluated'], level: ['design:3', 'grading:5'], needsReview: 'true' };
    expect(read(CandidatesPageQuery, several)).toMatchObject({ ...several, needsReview: true });
  });

  it.each([
    { stage: 'nowhere' },
    { stage: ['held', 'held'] },
    { level: 'design' },
    { level: 'design:6' },
    { level: `design:1' OR true --` },
    { needsReview: 'maybe' },
    { language: '%' },
    { country: 'us' },
    { q: 'x' },
    { q: 'x'.repeat(201) },
    { sort: 'name' },
  ])('refuses %j', (query) => {
    expect(read(CandidatesPageQuery, query)).toEqual(Object.keys(query));
  });

  it('asks a search for its words', () => {
    expect(read(SearchPageQuery, { stage: 'held' })).toEqual(['q']);
    expect(read(SearchPageQuery, { q: 'lease payments' })).toMatchObject({ q: 'lease payments' });
  });

  it('compares two to five applications, with commas between them', () => {
    const ids = Array.from({ length: 6 }, () => newId('app'));
    expect(read(ComparedIdsQuery, { applicationIds: ids.slice(0, 2).join(',') })).toEqual({
      applicationIds: ids.slice(0, 2),
    });
    for (const wrong of [ids[0]!, ids.join(','), `${ids[0]},${ids[0]}`, `${ids[0]},x`, '']) {
      expect(read(ComparedIdsQuery, { applicationIds: wrong })).toEqual(['applicationIds']);
    }
  });
});
