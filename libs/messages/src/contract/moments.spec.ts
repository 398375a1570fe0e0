import { validateSync } from 'class-validator';
import { IsMoment } from './moments.js';

class Asked {
  @IsMoment()
  from!: unknown;
}

function complaintsOf(from: unknown): string[] {
  return validateSync(Object.assign(new Asked(), { from })).map(({ property }) => property);
}

describe('a moment', () => {
  it.each(['2026-11-20T10:00:00Z', '2026-11-20T10:00:00.123+01:00', '2026-11-20T10:00Z', '2026-11-20'])(
    'is %s',
    (text) => {
      expect(complaintsOf(text)).toEqual([]);
      expect(new Date(text).toISOString()).toMatch(/^2026-11-20T/);
    },
  );

  it.each([
    ...['2026-11-20T10', '2026-11-20T10Z', '20261121', '2026-W47-5', '2026-325', '2026-02-30', '0000-01-01'],
    ...['2026-11-20T10:00:00+01', 'yesterday', '', 5, null, undefined],
  ])('is not %s', (value) => {
    expect(complaintsOf(value)).toEqual(['from']);
  });
});
