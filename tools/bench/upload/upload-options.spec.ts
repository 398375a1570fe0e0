import { readUploadOptions } from './upload-options.js';

describe('the options of the benchmark of uploads', () => {
  it('are those of the full form where nothing is said, and those of the call otherwise', () => {
    expect(readUploadOptions([])).toEqual({ recorders: 200, seconds: 60 });
    expect(readUploadOptions(['--recorders', '20', '--seconds=10'])).toEqual({ recorders: 20, seconds: 10 });
  });

  it.each(['0', '901', '1.5', 'many', ''])('take no %j recorders', (recorders) => {
    expect(() => readUploadOptions([`--recorders=${recorders}`])).toThrow(
      '--recorders is a whole number from 1 to 900',
    );
  });

  it('leave everybody the PATCHes in which the gateway warms up, and one that counts', () => {
    expect(readUploadOptions(['--seconds=8']).seconds).toBe(8);
    expect(() => readUploadOptions(['--seconds=7'])).toThrow('--seconds is a whole number from 8');
    expect(() => readUploadOptions(['--minutes=1'])).toThrow();
  });
});
