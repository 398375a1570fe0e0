import { mayBeUnstorable, refuseUnstorable } from './storable-json.js';

function fieldsRefused(sent: unknown): string[] {
  try {
    refuseUnstorable(sent);
    return [];
  } catch (thrown) {
    expect(thrown).toMatchObject({ code: 'validation_failed' });
    return (thrown as { errors: { field: string }[] }).errors.map(({ field }) => field);
  }
}

describe('what nothing behind the edge can keep', () => {
  it('is refused with the names of all fields that hold it, in values and in names', () => {
    const body = { displayName: 'a\u0000', list: ['a', { text: '\u0000' }], ok: 'a', 'k\u0000ey': 1 };
    expect(fieldsRefused(body).sort()).toEqual(['displayName', 'k\\u0000ey', 'list.1.text']);
    const halves = { text: 'a\ud800', list: ['\udfffb'], '\ud800': 1, ok: '\ud83d\ude00' };
    expect(fieldsRefused(halves).sort()).toEqual(['list.0', 'text', '\ufffd']);
  });

  it.each(['{"w":1e999}', '{"w":-1E+400}', `{"w":1${'0'.repeat(309)}}`, '{"w":"\\uD800"}', '{"w":"\\udc00\\ud800"}'])(
    'is seen in %s',
    (json) => {
      expect(mayBeUnstorable(json)).toBe(true);
      expect(fieldsRefused(JSON.parse(json))).toEqual(['w']);
    },
  );

  it.each([undefined, null, 1, 'text', {}, { a: [null, { b: '\\u0000' }] }, { n: [1e99, -0.5], e: '😀' }])(
    'is not found in %j',
    (sent) => {
      expect(fieldsRefused(sent)).toEqual([]);
    },
  );

  it('is found however deep it lies', () => {
    const depth = 50_000;
    const nested = JSON.parse(`${'['.repeat(depth)}"\\u0000"${']'.repeat(depth)}`) as unknown;
    expect(() => refuseUnstorable(nested)).toThrow(expect.objectContaining({ code: 'validation_failed' }));
  });
});
