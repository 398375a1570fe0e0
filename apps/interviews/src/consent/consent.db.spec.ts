import { grantConsent, listNotRanked } from '@guildhall/messages/interviews';
import { jest } from '@jest/globals';
import { InterviewHouse } from '../../test/interview-house.js';
import { sampleAnswer } from '../../test/sample-answers.js';
import { dutiesByPlace } from '../duties/allowed-by-duties.js';

let house: InterviewHouse;
let openingId: string;

beforeAll(async () => {
  house = await InterviewHouse.open();
  openingId = await house.opening();
});

afterAll(async () => {
  await house?.close();
});

describe('Consent', () => {
  it('is given once, to the text that was shown, and told', async () => {
    const applicant = await house.applicant(openingId);
    const { consentText } = await applicant.interview();
    const grants = await Promise.allSettled(Array.from({ length: 10 }, () => applicant.consent()));
    expect(grants.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { state, consent } = await applicant.interview();
    expect(state).toBe('consented');
    expect(consent).toMatchObject({
      textVersion: consentText.version,
      textSha256: consentText.sha256,
      withdrawnAt: null,
    });
    const told = (await house.told()).filter(
      ({ type, subject }) => type === 'consent.granted' && subject === `interview/${applicant.interviewId}`,
    );
    expect(told).toHaveLength(1);
  }, 30_000);

  it.each([
    ['another version', { textVersion: '2020-01' }],
    ['another text under the same version', { textSha256: '0'.repeat(64) }],
  ])(
    'to %s is none',
    async (_, change) => {
      const applicant = await house.applicant(openingId);
      const { consentText } = await applicant.interview();
      const { version: textVersion, sha256: textSha256 } = consentText;
      const { interviewId } = applicant;
      const given = applicant.call(grantConsent, { interviewId, textVersion, textSha256, agreed: true, ...change });
      await expect(given).rejects.toMatchObject({ code: 'consent_text_outdated', details: { textVersion } });
      expect((await applicant.interview()).state).toBe('invited');
    },
    30_000,
  );
});

describe('The law of a place that forbids evaluation by AI', () => {
  afterEach(() => jest.restoreAllMocks());

  it('sends the interview to a person before anything is judged', async () => {
    jest.replaceProperty(dutiesByPlace, 'US-IL', { aiEvaluation: 'forbidden', source: 'made up for this test' });
    const applicant = await house.applicant(openingId, { jurisdictions: ['DE', 'US-IL'] });
    await applicant.answerInWriting(sampleAnswer('good').text);
    await house.settle();
    expect(await applicant.interview()).toMatchObject({ state: 'human_path', pathReason: 'ai_not_allowed' });
    const { data } = await house.recruiter(listNotRanked, { openingId });
    expect(data.find(({ interviewId }) => interviewId === applicant.interviewId)?.reasons).toEqual(['ai_not_allowed']);
    expect(await house.rows('SELECT id FROM scorecard')).toEqual([]);
  }, 30_000);
});
