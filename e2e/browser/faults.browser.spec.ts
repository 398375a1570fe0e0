import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Interview } from '@guildhall/messages/interviews';
import type { BrowserContext, Page } from 'playwright-core';
import { FakeS3 } from '../../libs/testing/src/fake-s3/index.js';
import { ApiClient, ApiProblem } from '../../tools/client/api-client.js';
import { ApplicantClient } from '../../tools/client/applicant.js';
import { MailboxClient } from '../../tools/client/mailbox-client.js';
import { poll } from '../../tools/client/poll.js';
import { inviteStaff, signInFirstAdmin } from '../../tools/client/staff.js';
import { type Platform, startPlatform } from '../../tools/platform/start-platform.js';
import { face } from '../../tools/samples/counting-face.js';
import { frameOnScreen, framesIn } from '../support/counted-picture.js';
import { Line } from '../support/line.js';
import { note } from '../support/measurements.js';
import { makeOpening, sampleRecording } from '../support/opening.js';
import { phrase } from '../support/phrases.js';
import { openRecordingBrowser, type RecordingBrowser, recordedUntil } from '../support/recording-browser.js';

const patienceMs = 30_000;
const cutMs = 20_000;
/** When the fault strikes, and how long is recorded after it is over. */
const strikeSeconds = 12;
const afterwardsSeconds = 12;
const mostLostSeconds = 1;
const mostAcceptedShare = 1.05;
/** What was on its way to a gateway that died has to be sent again. */
const mostSentShare = 1.2;
const playbackMs = 60_000;

type Driver = 'local' | 's3';

/** What went wrong at the frame, and where the recording went on. */
interface Struck {
  page: Page;
  atFrame: number;
  /** Whether a second part was begun; otherwise the first one went on all the time. */
  isResumed: boolean;
}

/** The services run in processes of their own, so that one of them can be killed. */
describe.each<Driver>(['local', 's3'])('an answer that is recorded with %s storage', (driver) => {
  const folder = mkdtempSync(join(tmpdir(), 'guildhall-faults-'));
  let platform: Platform;
  let s3: FakeS3 | null;
  let line: Line;
  let devices: RecordingBrowser;
  let anonymous: ApiClient;
  let mailbox: MailboxClient;
  let openingId: string;
  let context: BrowserContext;

  beforeAll(async () => {
    line = await Line.open();
    s3 = driver === 's3' ? await FakeS3.start() : null;
    platform = await startPlatform({
      environment: `browser-faults-${driver}`,
      fresh: true,
      mode: 'processes',
      settings: { PUBLIC_URL: line.url, RATE_LIMITS: 'false', ...(s3 && storageOn(s3)) },
    });
    line.leadTo(platform.url);
    devices = await openRecordingBrowser();
    await devices.speak(sampleRecording('short'));
    anonymous = new ApiClient(line.url);
    mailbox = new MailboxClient(platform.mailboxUrl!);
    const { firstAdmin } = platform;
    const admin = { api: await signInFirstAdmin(anonymous, firstAdmin), mailbox, email: firstAdmin.email };
    const staff = { email: 'recruiter@staff.example', displayName: 'Recruiter', roles: ['recruiter' as const] };
    const recruiter = await inviteStaff(admin, staff);
    openingId = (await makeOpening(recruiter.api)).id;
  });

  afterAll(async () => {
    await devices?.close();
    await platform?.stop();
    await s3?.stop();
    await line?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  beforeEach(async () => {
    context = await devices.browser.newContext({ permissions: ['camera', 'microphone'], locale: 'en' });
    context.setDefaultTimeout(patienceMs);
  });

  afterEach(async () => {
    line.mend();
    await context.close();
  });

  it('goes on without the network, and is whole', async () => {
    await survive('network cut for 20 s', async (page) => {
      const atFrame = await frameOnScreen(page);
      line.cut();
      await context.setOffline(true);
      await page.getByText(phrase('en', 'room:offline')).waitFor();
      await page.waitForTimeout(cutMs);
      await context.setOffline(false);
      line.mend();
      return { page, atFrame, isResumed: false };
    });
  });

  it('goes on when its page is loaded again', async () => {
    await survive('page loaded again', async (page) => {
      const atFrame = await frameOnScreen(page);
      await page.reload();
      await goOn(page);
      return { page, atFrame, isResumed: true };
    });
  });

  it('goes on when its tab is closed and another one opened', async () => {
    await survive('tab closed', async (page) => {
      const atFrame = await frameOnScreen(page);
      await page.close();
      const next = await context.newPage();
      await next.goto(`${line.url}/me`);
      await next.getByRole('link', { name: phrase('en', 'me:goOnRecording') }).click();
      await goOn(next);
      return { page: next, atFrame, isResumed: true };
    });
  });

  it.each(['SIGKILL', 'SIGTERM'] as const)('goes on when the gateway gets %s and is started again', async (signal) => {
    await survive(`gateway gets ${signal}`, async (page) => {
      const gateway = platform.processes.find(({ app }) => app === 'gateway')!;
      const atFrame = await frameOnScreen(page);
      gateway.kill(signal);
      await gateway.end;
      await page.getByText(phrase('en', 'room:unanswered')).waitFor();
      await gateway.start();
      return { page, atFrame, isResumed: false };
    });
  });

  /** Records, is struck, goes on, sends; then what is played back has to hold what was recorded. */
  async function survive(fault: string, strike: (page: Page) => Promise<Struck>): Promise<void> {
    const applicant = await enter(fault.replaceAll(/\W+/g, '-'));
    const page = await context.newPage();
    await page.goto(`${line.url}/me/interviews/${applicant.interviewId}/room`);
    await page.getByRole('button', { name: phrase('en', 'room:show') }).click();
    await page.getByRole('button', { name: phrase('en', 'room:start') }).click();
    await recordedUntil(page, 1);
    const firstFrame = await frameOnScreen(page);
    await recordedUntil(page, strikeSeconds);
    const struck = await strike(page);
    const endFrame = await finish(struck.page);
    const { sentBytes, acceptedBytes, acknowledgedBytes } = line.takeCount();
    const frames = await playedBack(applicant);
    const lostSeconds = struck.isResumed
      ? lostAtEnd(firstPart(frames), struck.atFrame) + lostAtEnd(secondPart(frames), endFrame)
      : lostAtEnd(frames, endFrame) + longestGap(frames);
    const shares = { accepted: acceptedBytes / acknowledgedBytes, sent: sentBytes / acknowledgedBytes };
    const figures = { lostSeconds, acceptedShare: shares.accepted, sentShare: shares.sent };
    note('faults', { driver, fault, ...rounded(figures) });
    expect(frames[0]).toBeLessThanOrEqual(firstFrame);
    expect(lostSeconds).toBeLessThanOrEqual(mostLostSeconds);
    expect(acknowledgedBytes).toBeGreaterThan(0);
    expect(shares.accepted).toBeGreaterThanOrEqual(1);
    expect(shares.accepted).toBeLessThanOrEqual(mostAcceptedShare);
    expect(shares.sent).toBeLessThanOrEqual(mostSentShare);
  }

  async function enter(name: string): Promise<ApplicantClient> {
    const details = { name, email: `${name}@applicants.example`, region: 'US-IL', language: 'en' };
    const applicant = await ApplicantClient.apply(anonymous, mailbox, openingId, details);
    await applicant.consent();
    await context.addCookies([{ name: 'guildhall', value: applicant.api.token!, url: line.url }]);
    return applicant;
  }

  async function goOn(page: Page): Promise<void> {
    await page.getByText(phrase('en', 'room:welcome')).waitFor();
    await page.getByRole('button', { name: phrase('en', 'room:continueFrom') }).click();
    await page.getByRole('button', { name: phrase('en', 'room:stop') }).waitFor();
  }

  /** @returns the frame that the camera showed last before the recorder was stopped */
  async function finish(page: Page): Promise<number> {
    await page.getByTestId('safety').waitFor();
    await page.waitForTimeout(afterwardsSeconds * 1_000);
    const endFrame = await frameOnScreen(page);
    await page.getByRole('button', { name: phrase('en', 'room:stop') }).click();
    await page.getByText(phrase('en', 'room:allSafe')).waitFor();
    await page.getByRole('button', { name: phrase('en', 'room:use') }).click();
    await page.getByText(phrase('en', 'room:break')).waitFor();
    return endFrame;
  }

  async function playedBack({ api, interviewId }: ApplicantClient): Promise<number[]> {
    const { questions } = await api.get<Interview>(`/v1/interviews/${interviewId}`);
    const takes = questions.flatMap(({ answer }) => answer?.takes ?? []);
    expect(takes).toHaveLength(1);
    await api.post(`/v1/interviews/${interviewId}/submit`);
    const url = await poll('The playback', () => playbackOf(api, takes[0]!.id), playbackMs);
    const file = join(folder, 'playback.webm');
    writeFileSync(file, Buffer.from(await (await fetch(url)).arrayBuffer()));
    return await framesIn(file);
  }
});

/** Null while it is still being made. */
async function playbackOf(api: ApiClient, takeId: string): Promise<string | null> {
  try {
    return (await api.post<{ url: string }>(`/v1/takes/${takeId}/media-links`)).url;
  } catch (thrown) {
    if (thrown instanceof ApiProblem && thrown.problem.code === 'take_wrong_state') return null;
    throw thrown;
  }
}

function storageOn(s3: FakeS3): Record<string, string> {
  return {
    S3_BUCKET: s3.bucketName,
    S3_ENDPOINT: s3.endpoint,
    S3_ACCESS_KEY_ID: s3.accessKeyId,
    S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
  };
}

/** The camera counts from the start again when it is opened again. */
function restartIn(frames: number[]): number {
  const restart = frames.findIndex((frame, at) => at > 0 && frame < frames[at - 1]!);
  if (restart < 0) throw new Error('The playback has one part, where two were recorded.');
  return restart;
}

const firstPart = (frames: number[]) => frames.slice(0, restartIn(frames));
const secondPart = (frames: number[]) => frames.slice(restartIn(frames));
const lostAtEnd = (frames: number[], endFrame: number) => Math.max(0, endFrame - frames.at(-1)!) / face.framesPerSecond;

/** Seconds of picture that are missing between one frame and the next. */
function longestGap(frames: number[]): number {
  const steps = frames.slice(1).map((frame, at) => frame - frames[at]!);
  return Math.max(0, ...steps.map((step) => step - 1)) / face.framesPerSecond;
}

function rounded(figures: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Number(value.toFixed(3))]));
}
