import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Interview, Transcripts } from '@guildhall/messages/interviews';
import type { BrowserContext, Page } from 'playwright-core';
import type { ApiClient } from '../tools/client/api-client.js';
import type { StaffAccount } from '../tools/client/staff.js';
import { face } from '../tools/samples/counting-face.js';
import { faultsOf, telephone, usabilityFaults } from './support/browser.js';
import { frameOnScreen, framesIn } from './support/counted-picture.js';
import { type House, startHouse, withoutRateLimits } from './support/house.js';
import { makeOpening, sampleRecording } from './support/opening.js';
import { openRecordingBrowser, type RecordingBrowser } from './support/recording-browser.js';

const patienceMs = 20_000;

/** An applicant in a real browser, whose camera and microphone play what the test gives them. */
describe('the room of an interview', () => {
  const folder = mkdtempSync(join(tmpdir(), 'guildhall-room-'));
  let house: House;
  let recruiter: StaffAccount;
  let devices: RecordingBrowser;
  let api: ApiClient;
  let interviewId: string;
  let context: BrowserContext;
  let page: Page;
  let refusals: string[];

  beforeAll(async () => {
    house = await startHouse({ settings: withoutRateLimits, now: new Date() });
    recruiter = await house.invite('recruiter', ['recruiter']);
    await makeOpening(recruiter.api, { transcriptCheckHours: 48 });
    devices = await openRecordingBrowser();
    await devices.speak(sampleRecording('short'));
    context = await devices.browser.newContext({
      viewport: telephone,
      permissions: ['camera', 'microphone'],
    });
    context.setDefaultTimeout(patienceMs);
    page = await context.newPage();
    refusals = faultsOf(page);
  }, 120_000);

  afterAll(async () => {
    await devices?.close();
    await house?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const room = () => new URL(`/me/interviews/${interviewId}/room`, house.anonymous.baseUrl).href;
  const shown = (text: string | RegExp) => page.getByText(text).first().waitFor();

  async function expectToBeUsable(): Promise<void> {
    expect(await usabilityFaults(page)).toEqual([]);
    expect(refusals).toEqual([]);
  }

  it('is reached from the openings by an application, a code, a consent and a look at the device', async () => {
    const email = 'recording@applicants.example';
    await page.goto(new URL('/jobs', house.anonymous.baseUrl).href);
    await page.getByRole('link', { name: 'Financial analyst for AI tasks' }).click();
    await page.getByRole('link', { name: 'Apply' }).click();
    await page.getByLabel('Your name').fill('Recording Applicant');
    await page.getByLabel('Your e-mail address').fill(email);
    await page.getByLabel('The country you live in').selectOption('US');
    await page.getByLabel('State').selectOption('IL');
    await page.getByLabel('The language you answer in').selectOption('en');
    await button('Continue').click();
    await shown('This opening has no formal requirements.');
    await button('Continue').click();
    await button('Send application').click();
    await page.getByLabel('The 6 digits of the mail').fill(await house.mailbox.code(email));
    await button('Sign in').click();
    await page.getByRole('link', { name: 'To the interview' }).click();
    await shown('Before you record');
    await expectToBeUsable();
    await button('A person instead').dblclick();
    await shown('A person will find a way with you.');
    await button('Back').click();
    await button('I agree, continue').click();
    await shown('Check your device');
    await expectToBeUsable();
    await page.getByRole('link', { name: 'Make it work for you' }).click();
    await button('Half as much time again').click();
    await shown(/^You have 1.5 times the time/);
    await page.getByLabel('Hide the clock').check();
    await page.getByLabel('Hide the clock').uncheck();
    await expectToBeUsable();
    await page.getByRole('link', { name: 'Continue' }).click();
    await page.getByRole('link', { name: 'To the interview' }).click();
    await button('Show the question').waitFor();
    const [cookie] = await context.cookies();
    api = house.anonymous.as(cookie!.value);
    interviewId = new URL(page.url()).pathname.split('/')[3]!;
    expect((await api.get<Interview>(`/v1/interviews/${interviewId}`)).state).toBe('consented');
  }, 60_000);

  it('is open in one tab alone, which another may take over', async () => {
    const second = await context.newPage();
    await second.goto(room());
    await second.getByText('This interview is open in another tab.').waitFor();
    await second.getByRole('button', { name: 'Continue here' }).click();
    await second.getByRole('button', { name: 'Show the question' }).waitFor();
    await shown('This interview is open in another tab.');
    await second.close();
    await button('Continue here').click();
    await button('Show the question').waitFor();
  }, 60_000);

  it('keeps what was said when the page dies in the middle, and goes on from there to an answer that is sent', async () => {
    await page.goto(room());
    await button('Show the question').click();
    await shown('Nothing is recorded yet.');
    await expectToBeUsable();
    await button('Start recording').dblclick();
    await shown(/^Recording 0:0[4-9] of 4:30/);
    await page.getByLabel('Language').selectOption('ar');
    await shown(/^يجري التسجيل/);
    await page.getByLabel('اللغة').selectOption('en');
    await expectToBeUsable();
    const atFault = await frameOnScreen(page);
    await page.goto(new URL('/jobs', house.anonymous.baseUrl).href);
    await expectToBeTakenFromNobodyElsewhere();
    await forgetUploads();
    await page.goto(room());
    await shown(/^Welcome back. Question 1: 0:0[3-9] of 0:0[3-9] is safe./);
    await button(/^Continue from 0:0/).click();
    await shown(/^Recording 0:(0[7-9]|1\d) of 4:30/);
    await button('Stop recording').click();
    await shown(/^Your answer is safe/);
    await expectToBeUsable();
    await button('Use this answer').click();
    await shown('The clock is stopped. Nothing is recorded.');

    await writeTheRest();
    const take = await onlyTake();
    await api.post(`/v1/interviews/${interviewId}/submit`);
    await house.settle();
    const frames = await framesOf(take.id);
    const restart = frames.findIndex((frame, at) => at > 0 && frame < frames[at - 1]!);
    expect(restart).toBeGreaterThan(0);
    const lostSeconds = (atFault - frames[restart - 1]!) / face.framesPerSecond;
    expect(lostSeconds).toBeLessThanOrEqual(1);
    expect(frames.length).toBeGreaterThan(restart);
  }, 120_000);

  it('is followed by what was heard, in Arabic, too: corrected, put back, and found right', async () => {
    await page.goto(new URL(`/me/interviews/${interviewId}`, house.anonymous.baseUrl).href);
    await shown('Check what we heard');
    await expectToBeUsable();
    await page.getByLabel('Language').selectOption('ar');
    await shown('مراجعة ما سُمع');
    await expectToBeUsable();
    await button('تعديل').first().click();
    await page.getByLabel('ما قلته').fill('I compare numbers with annual reports');
    await page.keyboard.press('Control+Enter');
    await page.getByLabel('ما قلته').waitFor({ state: 'detached' });
    await shown('I compare numbers with annual reports');
    expect((await heard()).correctedText).toContain('I compare numbers with annual reports');
    await button('تعديل').first().click();
    await button('العودة إلى ما سُمع').click();
    await page.getByText('I compare numbers with annual reports').waitFor({ state: 'detached' });
    expect((await heard()).correctedText).toBeNull();
    await page.getByLabel('اللغة').selectOption('en');
    await button('It is right, continue').click();
    await page.getByRole('heading', { level: 1, name: 'Financial analyst for AI tasks' }).waitFor();
    expect((await api.get<Interview>(`/v1/interviews/${interviewId}`)).state).not.toBe('transcript_check');
  }, 60_000);

  /** Another browser says what has arrived, and claims nothing of it. */
  async function expectToBeTakenFromNobodyElsewhere(): Promise<void> {
    const other = await devices.browser.newContext({ permissions: ['camera', 'microphone'] });
    await other.addCookies(await context.cookies());
    const elsewhere = await other.newPage();
    await elsewhere.goto(room());
    await elsewhere.getByText(/^Welcome back. Question 1: an answer was begun in another browser at/).waitFor();
    await elsewhere.getByRole('button', { name: 'Start this answer again' }).waitFor();
    await other.close();
  }

  /** As a recruiter has agreed to; what was written outlives the page that it was written on. */
  async function writeTheRest(): Promise<void> {
    const { applicationId } = await api.get<Interview>(`/v1/interviews/${interviewId}`);
    const granted = { timeFactor: 1.5, writtenAnswers: true };
    await recruiter.api.post(`/v1/applications/${applicationId}/interview/adjustments`, granted);
    await page.reload();
    const write = async () => {
      await button('Show the question').click();
      await button('Answer in writing instead').click();
    };
    await write();
    await page.getByLabel('Your answer').fill('I ask a colleague to check it.');
    await expectToBeUsable();
    await page.reload();
    await write();
    expect(await page.getByLabel('Your answer').inputValue()).toBe('I ask a colleague to check it.');
    await button('Use this text').click();
    await shown('Your written answer is safe. You can close this page.');
    await button('Continue').click();
    await button('Continue').click();
    await write();
    await page.getByLabel('Your answer').fill('I write the reasons down.');
    await button('Use this text').click();
    await button('Continue').click();
    await shown('Your answers');
    expect(await page.getByText('Safe: written answer').count()).toBe(2);
    await expectToBeUsable();
  }

  async function heard() {
    const { transcripts } = await api.get<Transcripts>(`/v1/interviews/${interviewId}/transcripts`);
    return transcripts[0]!;
  }

  /** As if the page had died before it had written down where its uploads are. */
  async function forgetUploads(): Promise<void> {
    await page.evaluate(`new Promise((resolve, reject) => {
      const opening = indexedDB.open('guildhall-recordings');
      opening.onerror = reject;
      opening.onsuccess = () => {
        const tx = opening.result.transaction('run', 'readwrite');
        const runs = tx.objectStore('run');
        runs.getAll().onsuccess = ({ target }) => {
          for (const run of target.result) runs.put({ ...run, uploadUrl: null });
        };
        tx.oncomplete = () => { opening.result.close(); resolve(); };
      };
    })`);
  }

  async function onlyTake() {
    const { questions } = await api.get<Interview>(`/v1/interviews/${interviewId}`);
    const takes = questions.flatMap(({ answer }) => answer?.takes ?? []);
    expect(takes).toHaveLength(1);
    return takes[0]!;
  }

  /** The numbers of all frames of what is played back. */
  async function framesOf(takeId: string): Promise<number[]> {
    const { url } = await api.post<{ url: string }>(`/v1/takes/${takeId}/media-links`);
    const input = join(folder, 'playback.webm');
    writeFileSync(input, Buffer.from(await (await fetch(url)).arrayBuffer()));
    return await framesIn(input);
  }
});
