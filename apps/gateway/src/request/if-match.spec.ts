import { AppError } from '@guildhall/errors';
import { etagOf, versionOf } from './if-match.js';

const codeOf = (header: string | undefined) => {
  try {
    return versionOf(header);
  } catch (thrown) {
    return (thrown as AppError).code;
  }
};

describe('If-Match', () => {
  it('gives the version that an ETag of ours names', () => {
    for (const version of [1, 7, 123_456]) expect(versionOf(etagOf(version))).toBe(version);
    expect(versionOf(' "4" ')).toBe(4);
  });

  it.each([[undefined], [''], ['  ']])('asks for the header where it is missing (%p)', (header) => {
    expect(codeOf(header)).toBe('precondition_required');
  });

  it.each([['W/"3"'], ['"03"'], ['"0"'], ['"abc"'], ['3'], ['"-1"'], ['"1e3"']])(
    'finds no version of ours in %s',
    (header) => {
      expect(codeOf(header)).toBe('version_conflict');
    },
  );

  it.each([['*'], ['"3", "4"']])('does not take %s for a look at one version', (header) => {
    expect(codeOf(header)).toBe('malformed_request');
  });
});
