import { containerOf } from './sniff.js';

it('knows WebM by its EBML header and MP4 by its file type box', () => {
  expect(containerOf(Buffer.from([0x1a, 0x45, 0xdf, 0xa3, 0x9f, 0x42, 0x86, 0x81]))).toBe('matroska');
  expect(containerOf(Buffer.from('\0\0\0\x18ftypisom', 'latin1'))).toBe('mp4');
});

it.each([
  '',
  '#EXTM3U\n',
  'ffconcat version 1.0',
  'RIFF\0\0\0\0AVI ',
  'PK\x03\x04....',
  '%PDF-1.7',
  'ftypisom',
  '\x1aE',
])('knows nothing that begins with %j', (head) => {
  expect(containerOf(Buffer.from(head, 'latin1'))).toBeNull();
});
