import type { StaffOpening } from '@guildhall/messages/applicants';
import type { BrowserContext, Page } from 'playwright-core';
import { faultsOf } from '../support/browser.js';
import { Gallery } from '../support/gallery.js';
import { type House, startHouse, withoutRateLimits } from '../support/house.js';
import { makeApplicant, makeOpening, samplePlan, sampleRecording } from '../support/opening.js';
import { phrase } from '../support/phrases.js';
import { openRecordingBrowser, type RecordingBrowser } from '../support/recording-browser.js';

type Name = Parameters<typeof phrase>[1];

/** The room in every state that its table lists, with a real recorder; only what no test can bring about is played to the page. */
describe('the room', () => {
  const gallery = new Gallery('room');
  let house: House;
  let devices: RecordingBrowser;
  let opening: StaffOpening;
  let context: BrowserContext;
  let page: Page;
  let refusals: string[];

  beforeAll(async () => {
    house = await startHouse({ settings: withoutRateLimits, now: new Date() });
    const recruiter = await house.invite('recruiter', ['recruiter']);
    opening = await makeOpening(recruiter.api);
    devices = await openRecordingBrowser();
    await devices.speak(sampleRecording('short'));
  });

  afterAll(async () => {
    gallery.close();
    await devices?.close();
    await house?.close();
  });

  beforeEach(async () => {
    context = await devices.browser.newContext({ permissions: ['camera', 'microphone'], locale: 'en' });
    context.setDefaultTimeout(30_000);
    page = await context.newPage();
    refusals = faultsOf(page);
  });

  afterEach(async () => {
    const faults = [...refusals, ...gallery.takeFaults()];
    await context.close();
    expect(faults).toEqual([]);
  });

  it('from a look at the device to the answer that is safe, and on to the list of all', async () => {
    const interview = await enter('all-the-way');
    await page.goto(`${interview}/check`);
    await page.getByText(phrase('en', 'check:works')).nth(3).waitFor();
    await gallery.show(page, 'check');
    await button('check:record').click();
    await page.getByText(phrase('en', 'check:listen')).waitFor();
    await gallery.show(page, 'check-practised');
    await page.goto(`${interview}/room`);
    await button('room:show').waitFor();
    await gallery.show(page, 'ready');
    await button('room:show').click();
    await button('room:start').waitFor();
    await gallery.show(page, 'thinking');
    await button('room:start').click();
    await button('room:stop').waitFor();
    await gallery.show(page, 'recording', { byKeyboard: false });
    await button('room:hidePicture').click();
    await button('room:hideClock').click();
    await page.getByText(phrase('en', 'room:recordingShort')).waitFor();
    await gallery.show(page, 'recording-hidden', { byKeyboard: false });
    await context.setOffline(true);
    await page.getByText(phrase('en', 'room:offline')).waitFor();
    await gallery.show(page, 'offline', { byKeyboard: false });
    await button('room:stop').click();
    await page.getByText(phrase('en', 'room:offlineStopped')).waitFor();
    await gallery.show(page, 'offline-stopped', { byKeyboard: false });
    await context.setOffline(false);
    await page.getByText(phrase('en', 'room:allSafe')).waitFor();
    await gallery.show(page, 'all-safe');
    await button('room:use').click();
    await page.getByText(phrase('en', 'room:break')).waitFor();
    await gallery.show(page, 'break');
    const second = await context.newPage();
    await second.goto(`${interview}/room`);
    await second.getByText(phrase('en', 'room:elsewhere')).waitFor();
    await gallery.show(second, 'elsewhere');
    await second.close();
    await answerTheOthers();
    await page.getByRole('heading', { level: 1, name: phrase('en', 'room:finish') }).waitFor();
    await gallery.show(page, 'finish');
    await button('room:send').click();
    await page.getByRole('heading', { level: 1, name: opening.title }).waitFor();
    await gallery.show(page, 'sent');
  }, 240_000);

  it('when a page is opened again in mid-answer, and when the camera goes away', async () => {
    const interview = await enter('broken');
    await page.goto(`${interview}/room`);
    await begin();
    await page.getByText(/^Recording 0:0[3-9]/).waitFor();
    await page.reload();
    await page.getByText(phrase('en', 'room:welcome')).waitFor();
    await gallery.show(page, 'return');
    await button('room:continueFrom').click();
    await button('room:stop').waitFor();
    await loseCamera();
    await page.getByText(/^Your camera stopped at/).waitFor();
    await gallery.show(page, 'fault');
  }, 120_000);

  it('when nobody is heard, and the device is almost full', async () => {
    const interview = await enter('silent');
    await devices.beSilent();
    await context.addInitScript('navigator.storage.estimate = async () => ({ quota: 30_000_000, usage: 0 })');
    await page.goto(`${interview}/room`);
    await begin();
    await page.getByText(phrase('en', 'room:silent')).waitFor();
    await page.getByText(phrase('en', 'room:storageLow')).waitFor();
    await gallery.show(page, 'silent-and-storage-low', { byKeyboard: false });
    await devices.speak(sampleRecording('short'));
  }, 120_000);

  it('when the time of an answer ends', async () => {
    const recruiter = await house.invite('second-recruiter', ['recruiter']);
    const short = await makeOpening(recruiter.api, { title: 'Short answers' }, withAnswersOf(30));
    const interview = await enter('limit', short);
    await page.goto(`${interview}/room`);
    await begin();
    await page.getByText(phrase('en', 'room:twenty')).waitFor();
    await gallery.show(page, 'warning', { byKeyboard: false });
    await page.getByText(phrase('en', 'room:over')).waitFor();
    await page.screenshot({ path: gallery.path('limit.en.1280.light'), fullPage: true });
    await page.getByText(phrase('en', 'room:allSafe')).waitFor({ timeout: 60_000 });
  }, 180_000);

  it('when the browser blocks the camera', async () => {
    const interview = await enter('blocked');
    await context.addInitScript(`navigator.mediaDevices.getUserMedia = async () => {
      throw new DOMException('Permission denied', 'NotAllowedError');
    }`);
    await page.goto(`${interview}/check`);
    await page.getByText(phrase('en', 'room:cameraBlocked')).waitFor();
    await gallery.show(page, 'check-blocked');
    await page.goto(`${interview}/room`);
    await page.getByText(phrase('en', 'room:cameraBlocked')).waitFor();
    await gallery.show(page, 'blocked');
  }, 120_000);

  const button = (name: Name) => page.getByRole('button', { name: phrase('en', name) });

  async function begin(): Promise<void> {
    await button('room:show').click();
    await button('room:start').click();
    await button('room:stop').waitFor();
  }

  async function answerTheOthers(): Promise<void> {
    for (let question = 2; question <= 3; question += 1) {
      await button('shared:continue').click();
      await begin();
      await page.getByText(/^Recording 0:0[2-9]|^Recording$/).waitFor();
      await button('room:stop').click();
      await page.getByText(phrase('en', 'room:allSafe')).waitFor();
      await button('room:use').click();
    }
  }

  /** As when it is unplugged: no program can do that to Chromium's fake one. */
  async function loseCamera(): Promise<void> {
    await page.evaluate(`for (const track of document.querySelector('video').srcObject.getVideoTracks()) {
      track.stop();
      track.dispatchEvent(new Event('ended'));
    }`);
  }

  /** @returns the address of the interview of somebody who has agreed and is signed in */
  async function enter(name: string, { id } = opening): Promise<string> {
    const applicant = await makeApplicant(house, id, name);
    await applicant.consent();
    await context.addCookies([{ name: 'guildhall', value: applicant.api.token!, url: house.anonymous.baseUrl }]);
    return new URL(`/me/interviews/${applicant.interviewId}`, house.anonymous.baseUrl).href;
  }
});

/** The sample plan with questions that end soon. */
function withAnswersOf(answerSeconds: number): object {
  const plan = structuredClone(samplePlan) as {
    id: string;
    questions: { answerSeconds: number; minSpeechSeconds: number }[];
  };
  const questions = plan.questions.map((question) => ({ ...question, answerSeconds, minSpeechSeconds: 5 }));
  return { ...plan, id: 'short-answers', questions };
}
