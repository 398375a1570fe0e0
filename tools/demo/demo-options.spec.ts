import { readDemoOptions } from './demo-options.js';

describe('the words of the demo', () => {
  it('may be none', () => {
    expect(readDemoOptions([])).toEqual({ own: null, crowd: 0, stays: false });
  });

  it('name up to three recordings and whose they are', () => {
    const file = 'package.json';
    expect(readDemoOptions(['--video', file, file, '--name', 'Zoë'])).toEqual({
      ...{ own: { name: 'Zoë', videos: [file, file] }, crowd: 0, stays: false },
    });
    expect(() => readDemoOptions(['--video', file, file, file, file])).toThrow(/at most/);
  });

  it('ask for a crowd of a size that can be waited for, and for a platform that stays', () => {
    expect(readDemoOptions(['--crowd', '200', '--stay'])).toEqual({ own: null, crowd: 200, stays: true });
    for (const wrong of ['0', '2001', 'many', '-5', '1.5'])
      expect(() => readDemoOptions([`--crowd=${wrong}`])).toThrow(/1 to 2000 people/);
  });

  it('are refused where a file is missing or a name stands alone', () => {
    expect(() => readDemoOptions(['--video', 'no-such-file.webm'])).toThrow(/no file no-such-file/);
    expect(() => readDemoOptions(['--name', 'Zoë'])).toThrow(/needs a recording/);
    expect(() => readDemoOptions(['--vidio', 'x'])).toThrow();
  });
});
