import { SnakeCaseNames } from './snake-case-names.js';

const names = new SnakeCaseNames();

describe('Names in the database', () => {
  it.each([
    ['createdAt', 'created_at'],
    ['id', 'id'],
    ['hourlyRateMinor', 'hourly_rate_minor'],
    ['sha256', 'sha256'],
    ['planVersionId', 'plan_version_id'],
  ])('turn %s into %s', (property, column) => {
    expect(names.columnName(property, undefined, [])).toBe(column);
  });

  it('are those that Postgres gives by itself', () => {
    expect(names.primaryKeyName('application')).toBe('application_pkey');
    expect(names.uniqueConstraintName('application', ['opening_id', 'person_id'])).toBe(
      'application_opening_id_person_id_key',
    );
    expect(names.indexName('public.application', ['stage'])).toBe('application_stage_idx');
    expect(names.foreignKeyName('answer', ['interview_id'])).toBe('answer_interview_id_fkey');
  });

  it('are refused where Postgres would cut them short', () => {
    expect(() => names.indexName('a'.repeat(40), ['b'.repeat(30)])).toThrow('name it in the entity');
  });
});
