import { readDemoOptions } from './demo-options.js';

describe('the words of the demo', () => {
  it('may be none', () => {
    expect(readDemoOptions([])).toEqual({ own: null });
  });

  it('name up to three recordings and whose they are', () => {
    const file = 'package.json';
    expect(readDemoOptions(['--video', file, file, '--name', 'Zoë'])).toEqual({
      own: { name: 'Zoë', videos: [file, file] },
    });
    expect(() => readDemoOptions(['--video', file, file, file, file])).toThrow(/at most/);
  });

  it('are refused where a file is missing or a name stands alone', () => {
    expect(() => readDemoOptions(['--video', 'no-such-file.webm'])).toThrow(/no file no-such-file/);
    expect(() => readDemoOptions(['--name', 'Zoë'])).toThrow(/needs a recording/);
    expect(() => readDemoOptions(['--vidio', 'x'])).toThrow();
  });
});
