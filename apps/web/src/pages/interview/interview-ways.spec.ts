import { wayOf } from './interview-ways.js';

describe('the link of a mail to an interview', () => {
  it.each([
    ['invited', '/me/interviews/int_1/consent'],
    ['consented', '/me/interviews/int_1/check'],
    ['in_progress', '/me/interviews/int_1/room'],
    ['insufficient_data', '/me/interviews/int_1/room'],
    ['transcript_check', '/me/interviews/int_1/transcript'],
    ['scored', '/me/applications/app_1'],
    ['human_path', '/me/applications/app_1'],
    ['expired', '/me/applications/app_1'],
  ] as const)('that is %s leads to %s', (state, way) => {
    expect(wayOf({ id: 'int_1', applicationId: 'app_1', state })).toBe(way);
  });
});
