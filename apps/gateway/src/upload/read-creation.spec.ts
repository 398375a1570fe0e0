import type { IncomingHttpHeaders } from 'node:http';
import { newId } from '@guildhall/messages/contract';
import { readCreation } from './read-creation.js';
import { defaultSpoolLimits } from './upload.limits.js';

const takeId = newId('tak');
const metadata = (pairs: Record<string, string>) =>
  Object.entries(pairs)
    .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
    .join(',');
const read = (pairs: Record<string, string>, headers: IncomingHttpHeaders = { 'upload-defer-length': '1' }) =>
  readCreation({ 'upload-metadata': metadata(pairs), ...headers }, defaultSpoolLimits);

describe('readCreation', () => {
  it('reads the segment of a take, of a length that is not known yet', () => {
    expect(read({ takeId, segment: '3', filetype: 'video/webm;codecs=vp9,opus' })).toEqual({
      takeId,
      segment: 3,
      filetype: 'video/webm;codecs=vp9,opus',
      lengthBytes: null,
    });
  });

  it('reads a known length, and does without a type', () => {
    expect(read({ takeId, segment: '0' }, { 'upload-length': '1234' })).toMatchObject({
      lengthBytes: 1234,
      filetype: '',
    });
  });

  it('names every field that is wrong', () => {
    expect(() => read({ takeId: 'tak_1', segment: '20', filetype: 'x'.repeat(101) })).toThrow(
      expect.objectContaining({
        code: 'validation_failed',
        errors: ['takeId', 'segment', 'filetype'].map((field) => expect.objectContaining({ field })),
      }),
    );
  });

  it.each(['-1', '1.5', '', ' 1', '0x1', '99999'])('takes %j for no segment', (segment) => {
    expect(() => read({ takeId, segment })).toThrow(expect.objectContaining({ code: 'validation_failed' }));
  });

  it.each(['text/plain', 'video/webmx', 'video/avi', 'application/vnd.apple.mpegurl', 'video/webm\nx'])(
    'refuses the type %j before a byte is sent',
    (filetype) => {
      expect(() => read({ takeId, segment: '0', filetype })).toThrow(
        expect.objectContaining({ code: 'recording_type_unsupported' }),
      );
    },
  );

  it.each([
    {},
    { 'upload-length': 'many' },
    { 'upload-length': '-1' },
    { 'upload-length': '1', 'upload-defer-length': '1' },
  ])('asks for one length: %j', (headers) => {
    expect(() => read({ takeId, segment: '0' }, headers)).toThrow(
      expect.objectContaining({ code: 'malformed_request' }),
    );
  });

  it('refuses metadata that is not encoded as tus says', () => {
    expect(() => readCreation({ 'upload-metadata': 'takeId not-base64!' }, defaultSpoolLimits)).toThrow(
      expect.objectContaining({ code: 'malformed_request' }),
    );
  });
});
