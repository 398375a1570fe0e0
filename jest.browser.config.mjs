import { servers, shared } from './jest.config.mjs';

// `npm run test:browser`: applicants in a real browser with its fake camera and microphone, in real time. Too long for `npm test`,
// whose `e2e/room` and `e2e/web-applicant` are its short form.
export default {
  ...shared,
  ...servers,
  testTimeout: 180_000,
  roots: ['<rootDir>/e2e/browser'],
  testRegex: '.*\\.browser\\.spec\\.ts$',
};
