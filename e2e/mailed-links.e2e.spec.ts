import type { SessionOpened, StaffMember } from '@guildhall/messages/accounts';
import type { StaffOpening } from '@guildhall/messages/applicants';
import type { InterviewPage } from '@guildhall/messages/interviews';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { whenProved } from '../tools/client/step-up.js';
import { openBrowser, refusalsOf } from './support/browser.js';
import { type House, startHouse, withoutRateLimits } from './support/house.js';
import { makeOpening } from './support/opening.js';

const patienceMs = 15_000;
const telephone = { width: 360, height: 740 };

/** As people see them: in a browser, on a telephone. */
describe('the link of a mail', () => {
  let house: House;
  let opening: StaffOpening;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let refusals: string[];

  beforeAll(async () => {
    house = await startHouse({ settings: withoutRateLimits, now: new Date() });
    opening = await makeOpening((await house.invite('recruiter', ['recruiter'])).api);
    browser = await openBrowser();
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await house?.close();
  });

  beforeEach(async () => {
    context = await browser.newContext({ viewport: telephone });
    context.setDefaultTimeout(patienceMs);
    page = await context.newPage();
    refusals = refusalsOf(page);
  });

  afterEach(async () => {
    expect(refusals).toEqual([]);
    await context.close();
  });

  const heading = (name: string) => page.getByRole('heading', { level: 1, name });
  const button = (name: string) => page.getByRole('button', { name });
  const url = (path: string) => new URL(path, house.anonymous.baseUrl).href;

  async function apply(name: string): Promise<{ email: string; link: string }> {
    const email = `${name}@applicants.example`;
    const body = { email, displayName: `Applicant <b>${name}</b>`, region: 'US-IL', language: 'en' };
    await house.anonymous.post(`/v1/openings/${opening.id}/applications`, body);
    return { email, link: await house.mailbox.link(email) };
  }

  async function invite(name: string): Promise<{ email: string; link: string }> {
    const email = `${name}@staff.example`;
    const member = { email, displayName: 'New Colleague', roles: ['reviewer'] };
    await whenProved(house.prover, (api) => api.post<StaffMember>('/v1/staff', member));
    return { email, link: await house.mailbox.link(email) };
  }

  /** Nothing has to be moved sideways. */
  async function expectToFit(): Promise<void> {
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(telephone.width);
  }

  it('confirms an address by a click and by nothing less, and shows the interview that waits', async () => {
    const { link } = await apply('clicks');
    for (let look = 1; look <= 3; look += 1) {
      await page.goto(link);
      await heading('Confirm your address').waitFor();
      await page.reload();
    }
    await expectToFit();
    await button('Confirm and sign in').click();
    await heading('You are signed in').waitFor();
    const shown = await page.locator('#interviews code').first().textContent();
    const token = await page.locator('#token').textContent();
    const mine = await house.anonymous.as(token!).get<InterviewPage>('/v1/me/interviews');
    expect(mine.data.map(({ id }) => id)).toEqual([shown]);
    expect(await page.locator('#greeting').textContent()).toBe('Hello Applicant <b>clicks</b>.');
    expect(await page.evaluate('location.hash')).toBe('');
    await expectToFit();

    await page.goto(url(`/me/interviews/${shown}`));
    await heading('You are signed in').waitFor();
    await page.locator('#interviews code', { hasText: shown! }).waitFor();
    await button('Sign out').click();
    await heading('Sign in').waitFor();
  });

  it('that was used says so, and has a new one sent that works', async () => {
    const { email, link } = await apply('again');
    await page.goto(link);
    await button('Confirm and sign in').click();
    await heading('You are signed in').waitFor();
    await context.clearCookies();
    await page.goto(link);
    await button('Confirm and sign in').click();
    await heading('This link does not work any more').waitFor();
    await expectToFit();
    await page.getByLabel('Your e-mail address').fill(email);
    await button('Send me a link').click();
    await page.getByText('Please look into your mail').waitFor();
    await page.goto(await house.mailbox.link(email));
    await button('Confirm and sign in').click();
    await heading('You are signed in').waitFor();
  });

  it('that is too old, or cut off, says what to do', async () => {
    const { link } = await apply('late');
    house.clock.advance({ minutes: 16 });
    await page.goto(link);
    await button('Confirm and sign in').click();
    await heading('This link does not work any more').waitFor();
    await page.goto(url('/verify'));
    await heading('This link is not complete').waitFor();
    await page.goto(url('/verify#token=cut-off'));
    await button('Confirm and sign in').click();
    await heading('This link is not complete').waitFor();
    await expectToFit();
  });

  it('lets somebody invited choose a password, once', async () => {
    const { email, link } = await invite('colleague');
    await page.goto(link);
    await heading('Choose a password').waitFor();
    await expectToFit();
    const field = page.getByLabel('Password', { exact: true });
    await field.fill('too short');
    await button('Accept the invitation').click();
    await heading('Choose a password').waitFor();
    await page.getByLabel('Show the password').check();
    expect(await field.getAttribute('type')).toBe('text');
    await field.fill('a password of my own');
    await button('Accept the invitation').click();
    await heading('Welcome to Guildhall').waitFor();
    expect(await page.locator('#greeting').textContent()).toContain('New Colleague');
    await expectToFit();
    const body = { email, password: 'a password of my own' };
    expect(await house.anonymous.post<SessionOpened>('/v1/auth/password', body)).toMatchObject({ roles: ['reviewer'] });

    await page.goto(link);
    await heading('Choose a password').waitFor();
    await field.fill('another password of mine');
    await button('Accept the invitation').click();
    await heading('This invitation does not work any more').waitFor();
  });

  it.each(['/login', '/me/interviews/int_1', '/me/applications/app_1'])(
    'to %s asks a stranger to sign in, and tells nothing else',
    async (path) => {
      await page.goto(url(path));
      await heading('Sign in').waitFor();
      await expectToFit();
    },
  );
});
