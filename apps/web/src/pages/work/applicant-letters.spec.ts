import { applicantLetter } from './applicant-letters.js';

it('calls applicants by letters, however many there are', () => {
  expect([0, 1, 25, 26, 27, 51, 52, 701, 702].map(applicantLetter)).toEqual([
    'A',
    'B',
    'Z',
    'AA',
    'AB',
    'AZ',
    'BA',
    'ZZ',
    'AAA',
  ]);
});
