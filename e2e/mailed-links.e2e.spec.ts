import { readFileSync } from 'node:fs';
import type { SessionOpened, StaffMember } from '@guildhall/messages/accounts';
import type { StaffOpening } from '@guildhall/messages/applicants';
import type { Contract, ContractPage } from '@guildhall/messages/contracts';
import type { InterviewPage } from '@guildhall/messages/interviews';
import { PDF } from '@libpdf/core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { ApplicantClient } from '../tools/client/applicant.js';
import { advance, offerWork } from '../tools/client/offer.js';
import { poll } from '../tools/client/poll.js';
import type { StaffAccount } from '../tools/client/staff.js';
import { whenProved } from '../tools/client/step-up.js';
import { openBrowser, refusalsOf } from './support/browser.js';
import { type House, startHouse, withoutRateLimits } from './support/house.js';
import { makeApplicant, makeOpening } from './support/opening.js';

const patienceMs = 15_000;
const telephone = { width: 360, height: 740 };

/** As people see them: in a browser, on a telephone. */
describe('the link of a mail', () => {
  let house: House;
  let recruiter: StaffAccount;
  let opening: StaffOpening;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let refusals: string[];

  beforeAll(async () => {
    house = await startHouse({ settings: withoutRateLimits, now: new Date() });
    recruiter = await house.invite('recruiter', ['recruiter']);
    opening = await makeOpening(recruiter.api);
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

  const confirmed = async () => await page.getByRole('heading', { level: 2, name: 'Next for you' }).waitFor();

  async function expectWay(name: string, path: string): Promise<void> {
    expect(await page.getByRole('link', { name }).getAttribute('href')).toBe(path);
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
    await confirmed();
    expect(page.url()).toBe(url('/me'));
    const mine = await page.request.get(url('/v1/me/interviews'));
    const [interview] = ((await mine.json()) as InterviewPage).data;
    await expectWay('To the interview', `/me/interviews/${interview!.id}/consent`);
    await expectToFit();

    await page.goto(url(`/me/interviews/${interview!.id}`));
    await page.waitForURL(url(`/me/interviews/${interview!.id}/consent`));
    await page.goto(url('/me/data'));
    await page.getByText('Applicant <b>clicks</b>', { exact: true }).waitFor();
    await expectToFit();
    await page.getByRole('main').getByRole('button', { name: 'Sign out' }).click();
    await heading('Openings').waitFor();
    await page.goto(url('/me'));
    await heading('Sign in').waitFor();
  }, 60_000);

  it('that was used says so, and has a new one sent that works', async () => {
    const { email, link } = await apply('again');
    await page.goto(link);
    await button('Confirm and sign in').click();
    await confirmed();
    await context.clearCookies();
    await page.goto(link);
    await button('Confirm and sign in').click();
    await page.getByText('This link was already used or has expired.').waitFor();
    expect(await page.evaluate('location.hash')).toBe('');
    await expectToFit();
    await page.getByLabel('Your e-mail address').fill(email);
    await button('Send me a code').click();
    await page.getByText('If that address has an account, we sent a code.').waitFor();
    await page.goto(await house.mailbox.link(email));
    await button('Confirm and sign in').click();
    await confirmed();
  }, 60_000);

  it('that is too old, or cut off, says what to do', async () => {
    const { link } = await apply('late');
    house.clock.advance({ minutes: 16 });
    await page.goto(link);
    await button('Confirm and sign in').click();
    await page.getByText('This link was already used or has expired.').waitFor();
    await page.goto(url('/verify'));
    await page.getByText('This link is not complete.').waitFor();
    await page.goto(url('/verify#token=cut-off'));
    await button('Confirm and sign in').click();
    await page.getByText('This link is not complete.').waitFor();
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

  it.each(['/login', '/me', '/me/interviews/int_1', '/me/applications/app_1'])(
    'to %s asks a stranger to sign in, and tells nothing else',
    async (path) => {
      await page.goto(url(path));
      await heading('Sign in').waitFor();
      await expectToFit();
    },
  );

  describe('to sign a contract', () => {
    interface Signer {
      applicant: ApplicantClient;
      link: string;
    }
    let signers: Record<'signing' | 'taken-back' | 'declining' | 'late', Signer>;

    beforeAll(async () => {
      const names = ['signing', 'taken-back', 'declining', 'late'] as const;
      const made = await Promise.all(names.map(async (name) => [name, await offered(`${name}-signer`)] as const));
      signers = Object.fromEntries(made) as typeof signers;
    }, 120_000);

    /** Work is offered, and its contract mailed. */
    async function offered(name: string): Promise<Signer> {
      const applicant = await makeApplicant(house, opening.id, name);
      await advance(recruiter.api, applicant.application.id);
      await offerWork(recruiter.api, applicant.application.id);
      return { applicant, link: await house.mailbox.link(applicant.details.email) };
    }

    const contractOf = ({ application }: ApplicantClient) =>
      recruiter.api.get<Contract>(`/v1/applications/${application.id}/contract`);

    /** As the browser is given them. */
    async function contractsOnPage(): Promise<Contract[]> {
      const reply = await page.request.get(url('/v1/me/contracts'));
      expect(reply.status()).toBe(200);
      return ((await reply.json()) as ContractPage).data;
    }

    async function downloadBy(name: string): Promise<Buffer> {
      const [download] = await Promise.all([page.waitForEvent('download'), button(name).click()]);
      return readFileSync(await download.path());
    }

    async function wordsIn(file: Buffer): Promise<string> {
      const pages = (await PDF.load(new Uint8Array(file))).getPages();
      return pages.map((each) => each.extractText().text).join('\n');
    }

    /** What is wrong stands beside the field, which has the focus and says so. */
    async function expectComplaint(label: string, words: string): Promise<void> {
      await page.getByText(words).waitFor();
      const field = page.getByLabel(label);
      expect(await page.evaluate('document.activeElement.id')).toBe(await field.getAttribute('id'));
      expect(await field.getAttribute('aria-invalid')).toBe('true');
      const described = (await field.getAttribute('aria-describedby'))!.split(' ')[0];
      expect(await page.locator(`#${described}`).textContent()).toContain(words);
    }

    async function begin(link: string): Promise<void> {
      await page.goto(link);
      await heading('Your contract').waitFor();
      await button('Begin').click();
      await heading('Agree to sign electronically').waitFor();
    }

    async function signInHere(email: string): Promise<void> {
      await page.goto(url('/me/contracts'));
      await heading('Sign in to see your contracts').waitFor();
      await expectToFit();
      await page.getByLabel('Your e-mail address').fill(email);
      await button('Send me a code and a link').click();
      await page.getByLabel('The code of the mail').fill('12345');
      await button('Sign in').click();
      await expectComplaint('The code of the mail', 'Enter the 6 digits of the newest mail.');
      await page.getByLabel('The code of the mail').fill(await house.mailbox.code(email));
      await button('Sign in').click();
      await page.getByRole('heading', { level: 1, name: 'Your contracts', exact: true }).waitFor();
    }

    it('leads from the mail to the sealed files, and tells what is wrong where it is wrong', async () => {
      const { applicant, link } = signers.signing;
      const { email, name } = applicant.details;
      const token = new URLSearchParams(new URL(link).hash.slice(1)).get('token')!;
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      await page.goto(link);
      await heading('Your contract').waitFor();
      expect(page.url()).toBe(url('/sign'));
      await page.reload();
      await page.route('**/v1/signing/sessions', (route) => route.abort(), { times: 1 });
      await button('Begin').click();
      await page.getByText('We cannot be reached at the moment. Nothing is lost').waitFor();
      await button('Begin').click();
      await heading('Agree to sign electronically').waitFor();
      await page.getByText('you may have these documents on paper').waitFor();
      await expectToFit();
      await button('I agree, continue').click();

      const accessCode = /\b[A-Z2-9]{6}\b/.exec(await wordsIn(await downloadBy('Download the test file (PDF)')))![0];
      await page.getByLabel('The code in the test file').fill(accessCode === 'AAAAAA' ? 'BBBBBB' : 'AAAAAA');
      await button('Continue').click();
      await expectComplaint('The code in the test file', 'That is not the code in your test file.');
      await page.getByLabel('The code in the test file').fill(` ${accessCode.toLowerCase()} `);
      await button('Continue').click();
      await heading('Show that it is you').waitFor();

      await button('Send me a code').click();
      const code = await house.mailbox.code(email);
      await page.getByLabel('The code of the mail').fill(code === '000000' ? '000001' : '000000');
      await button('Continue').click();
      await expectComplaint('The code of the mail', 'That code is not right or has expired.');
      await page.reload();
      await page.getByLabel('The code of the mail').fill(code);
      await button('Continue').click();

      await heading('Non-disclosure agreement').waitFor();
      await expectToFit();
      await page.getByText('Document 1 of 2').waitFor();
      const shown = await page.locator('#read-text').innerText();
      const nda = await downloadBy('Download the PDF');
      const withoutSpace = (text: string) => text.replaceAll(/\s/g, '');
      const written = withoutSpace(await wordsIn(nda));
      for (const line of shown.split(/[\n\t]+/)) expect(written).toContain(withoutSpace(line));
      await button('Next').click();
      await heading('Contractor agreement').waitFor();
      await page.getByRole('row', { name: 'Rate 95.00 USD an hour' }).waitFor();
      await button('Next').click();

      await heading('Sign the non-disclosure agreement').waitFor();
      await page.getByLabel('Type your full name to sign').fill('Somebody else');
      await button('Sign the non-disclosure agreement').click();
      await expectComplaint('Type your full name to sign', 'That is not the name in the document.');
      await expectToFit();
      await page.getByLabel('Type your full name to sign').fill(name);
      await button('Sign the non-disclosure agreement').click();
      await heading('Sign the contractor agreement').waitFor();
      await page.reload();
      await page.getByRole('row', { name: 'Rate 95.00 USD an hour' }).waitFor();
      await page.getByLabel('Type your full name to sign').fill(name);
      await button('Sign the contractor agreement').click();

      await heading('Signed and sealed').waitFor();
      await expectToFit();
      const sealed = await downloadBy('Download Non-disclosure agreement');
      expect(sealed.subarray(0, nda.length).equals(nda)).toBe(true);
      expect(await wordsIn(sealed)).toContain('Certificate of completion');
      const headers = { 'content-type': 'application/pdf' };
      const verdict = await fetch(url('/v1/verify'), { method: 'POST', headers, body: new Uint8Array(sealed) });
      const { id: contractId } = await contractOf(applicant);
      expect(await verdict.json()).toMatchObject({ valid: true, ours: true, contractId });
      expect(asked.length).toBeGreaterThan(10);
      expect(asked.filter((each) => each.includes(token))).toEqual([]);

      await signInHere(email);
      await page.getByText('Signed and sealed on').waitFor();
      await expectToFit();
      expect((await downloadBy('Download Non-disclosure agreement')).equals(sealed)).toBe(true);
      expect(await wordsIn(await downloadBy('Download Contractor agreement'))).toContain('Certificate of completion');
    }, 120_000);

    it('says so where the company takes the contract back, and mails no more codes than it should', async () => {
      const { applicant, link } = signers['taken-back'];
      await begin(link);
      await button('I agree, continue').click();
      const accessCode = /\b[A-Z2-9]{6}\b/.exec(await wordsIn(await downloadBy('Download the test file (PDF)')))![0];
      await page.getByLabel('The code in the test file').fill(accessCode);
      await button('Continue').click();
      await button('Send me a code').click();
      for (let more = 1; more <= 2; more += 1) {
        await page.getByText('A code is on its way').waitFor();
        await button('Send a new code').click();
      }
      await page.getByText('A code is on its way').waitFor();
      await button('Send a new code').click();
      await page.getByText(/Too many codes were asked for\..* in \d+ (minutes|seconds)\./).waitFor();
      await recruiter.api.post(`/v1/contracts/${(await contractOf(applicant)).id}/void`);
      await page.getByLabel('The code of the mail').fill('000000');
      await button('Continue').click();
      await heading('This contract was taken back').waitFor();
      await expectToFit();
    }, 120_000);

    it('has a new one sent to the signer where it was used, with which they decline for a reason', async () => {
      const { applicant, link } = signers.declining;
      const { email } = applicant.details;
      await begin(link);
      const other = await context.newPage();
      await other.goto(link);
      await other.getByRole('button', { name: 'Begin' }).click();
      await other.getByRole('heading', { level: 1, name: 'This link does not work any more' }).waitFor();
      await other.close();
      house.clock.advance({ hours: 13 });
      await page.reload();
      await heading('This visit is over').waitFor();
      await expectToFit();

      await signInHere(email);
      await page.getByText('It waits for your signature, until').waitFor();
      await button('Send me a new link to sign').click();
      await page.getByText('a new link is on its way').waitFor();
      await begin(await house.mailbox.link(email));
      await button('Decline with a reason').click();
      await heading('Decline the contract').waitFor();
      await expectToFit();
      await button('Decline').click();
      await page.getByText('Choose a reason, or go back.').waitFor();
      await page.getByLabel('The rate').check();
      await button('Decline').click();
      await heading('You declined this contract').waitFor();
      await page.reload();
      await heading('You declined this contract').waitFor();
      expect(await contractsOnPage()).toMatchObject([{ state: 'declined', declineReason: 'rate' }]);
      await page.goto(url('/me/contracts'));
      await page.getByText('You declined it.').waitFor();
      expect(await button('Send me a new link to sign').count()).toBe(0);
    }, 120_000);

    it('that is cut off, or too old, says where one sees what became of it', async () => {
      const { applicant, link } = signers.late;
      await page.goto(url('/sign'));
      await heading('Please open the link of your mail').waitFor();
      await page.goto(link.slice(0, -30));
      await button('Begin').click();
      await heading('Please open the link of your mail').waitFor();
      house.clock.advance({ days: 15 });
      await page.goto(link);
      await button('Begin').click();
      await heading('This link does not work any more').waitFor();
      await expectToFit();
      await page.getByRole('link', { name: 'Your contracts' }).click();
      await signInHere(applicant.details.email);
      await poll(
        'The contract that nobody signed in time',
        async () => ((await contractsOnPage())[0]?.state === 'expired' ? true : null),
        patienceMs,
      );
      await page.reload();
      await page.getByText('It was not signed in time, and expired on').waitFor();
    }, 120_000);
  });
});
