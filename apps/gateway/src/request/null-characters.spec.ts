import { refuseNullCharacters } from './null-characters.js';

function fieldsRefused(sent: unknown): string[] {
  try {
    refuseNullCharacters(sent);
    return [];
  } catch (thrown) {
    expect(thrown).toMatchObject({ code: 'validation_failed' });
    return (thrown as { errors: { field: string }[] }).errors.map(({ field }) => field);
  }
}

describe('the character U+0000', () => {
  it('is refused with the names of all fields that hold it, in values and in names', () => {
    const body = { displayName: 'a\u0000', list: ['a', { text: '\u0000' }], ok: 'a', 'k\u0000ey': 1 };
    expect(fieldsRefused(body).sort()).toEqual(['displayName', 'k\\u0000ey', 'list.1.text']);
  });

  it.each([undefined, null, 1, 'text', {}, { a: [null, { b: '\\u0000' }] }])('is not found in %j', (sent) => {
    expect(fieldsRefused(sent)).toEqual([]);
  });

  it('is found however deep it lies', () => {
    const depth = 50_000;
    const nested = JSON.parse(`${'['.repeat(depth)}"\\u0000"${']'.repeat(depth)}`) as unknown;
    expect(() => refuseNullCharacters(nested)).toThrow(expect.objectContaining({ code: 'validation_failed' }));
  });
});
