import type { StaffOpening } from '@guildhall/messages/applicants';
import { Exhibition } from '../support/exhibition.js';
import { makeApplicant, makeOpening, samplePlan, sampleRecording } from '../support/opening.js';
import { phrase } from '../support/phrases.js';
import { openRecordingBrowser } from '../support/recording-browser.js';

/** The room in every state that its table lists, with a real recorder; only what no test can bring about is played to the page. */
describe('the room', () => {
  const shown = Exhibition.of('room', openRecordingBrowser);
  let opening: StaffOpening;

  beforeAll(async () => {
    const recruiter = await shown.house.invite('recruiter', ['recruiter']);
    opening = await makeOpening(recruiter.api);
    await shown.opened.speak(sampleRecording('short'));
  });

  it('from a look at the device to the answer that is safe, and on to the list of all', async () => {
    const interview = await enter('all-the-way');
    await shown.page.goto(`${interview}/check`);
    await shown.page.getByText(phrase('en', 'check:works')).nth(3).waitFor();
    await shown.show('check');
    await shown.button('check:record').click();
    await shown.words('check:listen').waitFor();
    await shown.show('check-practised');
    await shown.page.goto(`${interview}/room`);
    await shown.button('room:show').waitFor();
    await shown.show('ready');
    await shown.button('room:show').click();
    await shown.button('room:start').waitFor();
    await shown.show('thinking');
    await shown.button('room:start').click();
    await shown.button('room:stop').waitFor();
    await shown.show('recording', { byKeyboard: false });
    await shown.button('room:hidePicture').click();
    await shown.button('room:hideClock').click();
    await shown.words('room:recordingShort').waitFor();
    await shown.show('recording-hidden', { byKeyboard: false });
    await shown.context.setOffline(true);
    await shown.words('room:offline').waitFor();
    await shown.show('offline', { byKeyboard: false });
    await shown.button('room:stop').click();
    await shown.words('room:offlineStopped').waitFor();
    await shown.show('offline-stopped', { byKeyboard: false });
    await shown.context.setOffline(false);
    await shown.words('room:allSafe').waitFor();
    await shown.show('all-safe');
    await shown.button('room:use').click();
    await shown.words('room:break').waitFor();
    await shown.show('break');
    const second = await shown.context.newPage();
    await second.goto(`${interview}/room`);
    await second.getByText(phrase('en', 'room:elsewhere')).waitFor();
    await shown.show('elsewhere', { page: second });
    await second.close();
    await answerTheOthers();
    await shown.heading('room:finish').waitFor();
    await shown.show('finish');
    await shown.button('room:send').click();
    await shown.page.getByRole('heading', { level: 1, name: opening.title }).waitFor();
    await shown.show('sent');
  }, 240_000);

  it('when a page is opened again in mid-answer, and when the camera goes away', async () => {
    const interview = await enter('broken');
    await shown.page.goto(`${interview}/room`);
    await begin();
    await shown.page.getByText(/^Recording 0:0[3-9]/).waitFor();
    await shown.page.reload();
    await shown.words('room:welcome').waitFor();
    await shown.show('return');
    await shown.button('room:continueFrom').click();
    await shown.button('room:stop').waitFor();
    await loseCamera();
    await shown.page.getByText(/^Your camera stopped at/).waitFor();
    await shown.show('fault');
  }, 120_000);

  it('when a recording is stopped at once, and when the recorder gives nothing at all', async () => {
    const interview = await enter('at-once');
    await shown.page.goto(`${interview}/room`);
    await begin();
    await shown.button('room:stop').click();
    await shown.words('room:allSafe').waitFor();
    await shown.context.addInitScript(`const { addEventListener } = MediaRecorder.prototype;
      MediaRecorder.prototype.addEventListener = function (type, ...rest) {
        if (type !== 'dataavailable') addEventListener.call(this, type, ...rest);
      };`);
    await shown.page.reload();
    await shown.button('room:show').waitFor();
    await begin();
    await shown.button('room:stop').click();
    await shown.words('room:nothingYet').waitFor();
    await shown.show('nothing-yet');
    await shown.button('room:start').click();
    await shown.button('room:stop').waitFor();
  }, 120_000);

  it('when nobody is heard, and the device is almost full', async () => {
    const interview = await enter('silent');
    await shown.opened.beSilent();
    await shown.context.addInitScript('navigator.storage.estimate = async () => ({ quota: 30_000_000, usage: 0 })');
    await shown.page.goto(`${interview}/room`);
    await begin();
    await shown.words('room:silent').waitFor();
    await shown.words('room:storageLow').waitFor();
    await shown.show('silent-and-storage-low', { byKeyboard: false });
    await shown.opened.speak(sampleRecording('short'));
  }, 120_000);

  it('when the time of an answer ends', async () => {
    const recruiter = await shown.house.invite('second-recruiter', ['recruiter']);
    const short = await makeOpening(recruiter.api, { title: 'Short answers' }, withAnswersOf(30));
    const interview = await enter('limit', short);
    await shown.page.goto(`${interview}/room`);
    await begin();
    await shown.words('room:twenty').waitFor();
    await shown.show('warning', { byKeyboard: false });
    await shown.words('room:over').waitFor();
    await shown.page.screenshot({ path: shown.gallery.path('limit.en.1280.light'), fullPage: true });
    await shown.words('room:allSafe').waitFor({ timeout: 60_000 });
  }, 180_000);

  it('when the browser blocks the camera', async () => {
    const interview = await enter('blocked');
    await shown.context.addInitScript(`navigator.mediaDevices.getUserMedia = async () => {
      throw new DOMException('Permission denied', 'NotAllowedError');
    }`);
    await shown.page.goto(`${interview}/check`);
    await shown.words('room:cameraBlocked').waitFor();
    await shown.show('check-blocked');
    await shown.page.goto(`${interview}/room`);
    await shown.words('room:cameraBlocked').waitFor();
    await shown.show('blocked');
  }, 120_000);

  async function begin(): Promise<void> {
    await shown.button('room:show').click();
    await shown.button('room:start').click();
    await shown.button('room:stop').waitFor();
  }

  async function answerTheOthers(): Promise<void> {
    for (let question = 2; question <= 3; question += 1) {
      await shown.button('shared:continue').click();
      await begin();
      // With the clock hidden nothing else says that there is something to stop.
      await shown.page.getByText(/^Safe on our server: [\u2068]?0:0[1-9]/).waitFor();
      await shown.button('room:stop').click();
      await shown.words('room:allSafe').waitFor();
      await shown.button('room:use').click();
    }
  }

  /** As when it is unplugged: no program can do that to Chromium's fake one. */
  async function loseCamera(): Promise<void> {
    await shown.page.evaluate(`for (const track of document.querySelector('video').srcObject.getVideoTracks()) {
      track.stop();
      track.dispatchEvent(new Event('ended'));
    }`);
  }

  /** @returns the address of the interview of somebody who has agreed and is signed in */
  async function enter(name: string, { id } = opening): Promise<string> {
    const applicant = await makeApplicant(shown.house, id, name);
    await applicant.consent();
    await shown.signIn(applicant);
    return shown.url(`/me/interviews/${applicant.interviewId}`);
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
