import { readFileSync } from 'node:fs';
import type { SessionOpened, StaffMember } from '@guildhall/messages/accounts';
import type { StaffOpening } from '@guildhall/messages/applicants';
import type { Contract, ContractPage } from '@guildhall/messages/contracts';
import type { Page } from 'playwright-core';
import type { ApplicantClient } from '../tools/client/applicant.js';
import { advance, offerWork } from '../tools/client/offer.js';
import { poll } from '../tools/client/poll.js';
import { accessCodeIn, wordsIn } from '../tools/client/signer.js';
import type { StaffAccount } from '../tools/client/staff.js';
import { whenProved } from '../tools/client/step-up.js';
import { telephone, usabilityFaults } from './support/browser.js';
import type { House } from './support/house.js';
import { makeApplicant, makeOpening } from './support/opening.js';
import { Visit } from './support/visit.js';

const patienceMs = 30_000;

/** As people see them: in a browser, on a telephone. */
describe('the link of a mail', () => {
  const visit = Visit.at(telephone);
  const { url, heading, button, expectToBeUsable } = visit;
  let house: House;
  let page: Page;
  let recruiter: StaffAccount;
  let opening: StaffOpening;

  beforeAll(async () => {
    house = visit.house;
    recruiter = await house.invite('recruiter', ['recruiter']);
    opening = await makeOpening(recruiter.api);
  });

  beforeEach(() => {
    page = visit.page;
  });

  const shown = (words: string | RegExp) => page.getByText(words).first().waitFor();

  async function apply(name: string): Promise<{ email: string; link: string }> {
    const email = `${name}@applicants.example`;
    const body = { email, displayName: `Applicant <b>${name}</b>`, region: 'US-IL', language: 'en' };
    await house.anonymous.post(`/v1/openings/${opening.id}/applications`, body);
    return { email, link: await house.mailbox.link(email) };
  }

  it('confirms an address by a click and by nothing less, once, and has a new code sent afterwards', async () => {
    const { email, link } = await apply('clicks');
    for (let look = 1; look <= 2; look += 1) {
      await page.goto(link);
      await heading('Confirm your address').waitFor();
      await page.reload();
    }
    await expectToBeUsable();
    await button('Confirm and sign in').click();
    await page.getByRole('heading', { level: 2, name: 'Next for you' }).waitFor();
    expect(page.url()).toBe(url('/me'));
    await visit.context.clearCookies();
    await page.goto(link);
    await button('Confirm and sign in').click();
    await shown('This link was already used or has expired.');
    expect(await page.evaluate('location.hash')).toBe('');
    await expectToBeUsable();
    await page.getByLabel('Your e-mail address').fill(email);
    await button('Send me a code').click();
    await shown('If that address has an account, we sent a code.');
    await page.goto(await house.mailbox.link(email));
    await button('Confirm and sign in').click();
    await page.getByRole('heading', { level: 2, name: 'Next for you' }).waitFor();
    await page.goto(url('/me/data'));
    await page.getByText('Applicant <b>clicks</b>', { exact: true }).waitFor();
  }, 60_000);

  it('that is cut off says what to do, and other pages ask a stranger to sign in', async () => {
    await page.goto(url('/verify#token=cut-off'));
    await button('Confirm and sign in').click();
    await shown('This link is not complete.');
    await page.goto(url('/invitation'));
    await heading('This link is not complete').waitFor();
    for (const path of ['/me', '/me/interviews/int_1', '/me/contracts', '/me/onboarding']) {
      await page.goto(url(path));
      await heading('Sign in').waitFor();
    }
  }, 60_000);

  it('lets somebody invited choose a password, once', async () => {
    const email = 'colleague@staff.example';
    const member = { email, displayName: 'New Colleague', roles: ['reviewer'] };
    await whenProved(house.prover, (api) => api.post<StaffMember>('/v1/staff', member));
    const link = await house.mailbox.link(email);
    await page.goto(link);
    const field = page.getByLabel('Password', { exact: true });
    await field.fill('too short');
    await button('Accept the invitation').click();
    await shown('Enter at least 12 characters');
    await page.getByLabel('Show the password').check();
    expect(await field.getAttribute('type')).toBe('text');
    await expectToBeUsable();
    await field.fill('a password of my own');
    await button('Accept the invitation').click();
    await shown('Hello New Colleague. Your password is set, and you are signed in as reviewer.');
    expect(await page.evaluate('location.hash')).toBe('');
    await expectToBeUsable();
    const body = { email, password: 'a password of my own' };
    expect(await house.anonymous.post<SessionOpened>('/v1/auth/password', body)).toMatchObject({ roles: ['reviewer'] });
    await page.goto('about:blank');
    await page.goto(link);
    await field.fill('another password of mine');
    await button('Accept the invitation').click();
    await heading('This invitation does not work any more').waitFor();
  }, 60_000);

  describe('to sign a contract', () => {
    interface Signer {
      applicant: ApplicantClient;
      link: string;
    }
    let signing: Signer;
    let declining: Signer;

    beforeAll(async () => {
      [signing, declining] = await Promise.all([offered('signing'), offered('declining')]);
    }, 120_000);

    /** Work is offered, and its contract mailed. */
    async function offered(name: string): Promise<Signer> {
      const applicant = await makeApplicant(house, opening.id, name);
      await advance(recruiter.api, applicant.application.id);
      await offerWork(recruiter.api, applicant.application.id);
      return { applicant, link: await house.mailbox.link(applicant.details.email) };
    }

    async function downloadBy(name: string, role: 'button' | 'link' = 'button'): Promise<Buffer> {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole(role, { name, exact: true }).click(),
      ]);
      return readFileSync(await download.path());
    }

    /** What is wrong stands beside the field, which has the focus and says so. */
    async function expectComplaint(label: string, words: string): Promise<void> {
      await shown(words);
      const field = page.getByLabel(label);
      expect(await page.evaluate('document.activeElement.id')).toBe(await field.getAttribute('id'));
      expect(await field.getAttribute('aria-invalid')).toBe('true');
    }

    /** Page after page, until it is the turn to sign. @returns the words of each that was shown */
    async function readEverything(next: () => Promise<void>): Promise<string[]> {
      const pages: string[] = [];
      // At once: of an element that goes meanwhile the words would be others.
      const place = "document.querySelector('main section[aria-label], main details')?.innerText ?? null";
      const toRead = async () => await page.evaluate<string | null>(place);
      while ((await page.locator('main details').count()) === 0) {
        const words = (await toRead()) ?? '';
        if (words !== '') pages.push(words);
        await next();
        await poll('What comes next', async () => ((await toRead()) ?? words) !== words || null, patienceMs);
      }
      return pages;
    }

    it('leads from the mail to the sealed files, and on to what the first pay waits for', async () => {
      const { applicant, link } = signing;
      const { email, name } = applicant.details;
      const token = new URLSearchParams(new URL(link).hash.slice(1)).get('token')!;
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      await page.goto(link);
      await heading('Your contract').waitFor();
      expect(page.url()).toBe(url('/sign'));
      await page.reload();
      await expectToBeUsable();
      await button('Begin').click();
      await shown('You may have everything on paper instead');
      await expectToBeUsable();
      await button('I agree, continue').click();

      const accessCode = await accessCodeIn(await downloadBy('Download the test file (PDF)'));
      const field = page.getByLabel('The code in the test file');
      await field.fill(accessCode === 'AAAAAA' ? 'BBBBBB' : 'AAAAAA');
      await button('Continue').click();
      await expectComplaint('The code in the test file', 'That is not the code in your test file.');
      await expectToBeUsable();
      await field.fill(` ${accessCode.toLowerCase()} `);
      await button('Continue').click();
      await button('Send me a code').click();
      const code = await house.mailbox.code(email);
      await page.getByLabel('The 6 digits of the mail').fill(code === '000000' ? '000001' : '000000');
      await button('Continue').click();
      await expectComplaint('The 6 digits of the mail', 'That code is not right or has expired.');
      await page.reload();
      await page.getByLabel('The 6 digits of the mail').fill(code);
      await expectToBeUsable();
      await button('Continue').click();

      await heading('Non-disclosure agreement').waitFor();
      await shown(/^Page 1 of \d+$/);
      await expectToBeUsable();
      const nda = await downloadBy('Download the PDF', 'link');
      expect(await button('Next').boundingBox()).toMatchObject({ y: expect.closeTo(telephone.height - 52, -1) });
      const pages = await readEverything(async () => await button('Next').click());
      const withoutSpace = (text: string) => text.replaceAll(/\s/g, '');
      const written = withoutSpace(await wordsIn(nda));
      for (const line of pages[0]!.split(/[\n\t]+/)) expect(written).toContain(withoutSpace(line));
      expect(withoutSpace(pages.join())).toContain('Rate95.00USDanhour');

      await page.getByLabel('Type your full name to sign').fill('Somebody else');
      await button('Sign NDA').click();
      await expectComplaint('Type your full name to sign', 'That is not the name in the document.');
      await expectToBeUsable();
      await page.getByLabel('Type your full name to sign').fill(name);
      await button('Sign NDA').click();
      await button('Sign contract').waitFor();
      await page.reload();
      await shown('USD 95.00 per hour, at most 40 hours a week, from Mon 12 Jan 2026');
      await page.getByLabel('Type your full name to sign').fill(name);
      await button('Sign contract').click();
      await heading('Sealed').waitFor();
      await expectToBeUsable();
      const sealed = await downloadBy('Download: Non-disclosure agreement');
      expect(sealed.subarray(0, nda.length).equals(nda)).toBe(true);
      expect(asked.length).toBeGreaterThan(10);
      expect(asked.filter((each) => each.includes(token))).toEqual([]);

      await visit.signIn(applicant);
      await page.getByRole('link', { name: 'Your contracts' }).click();
      await shown('Signed and sealed on');
      await expectToBeUsable();
      expect((await downloadBy('Download: Non-disclosure agreement')).equals(sealed)).toBe(true);
      await expectOnboarding(email);
    }, 120_000);

    async function expectOnboarding(email: string): Promise<void> {
      await house.settle();
      await page.goto(url('/me'));
      await page.getByRole('main').getByRole('link', { name: 'Before your first pay' }).first().click();
      await button('Send tax form').click();
      await expectComplaint('Your name, as on your tax return', 'Enter your name as on your tax return');
      await expectToBeUsable();
      await page.getByLabel('Your name, as on your tax return').fill('Ada');
      await page.getByLabel('Taxpayer number').fill('123-45-6789');
      await page.getByLabel('I certify this').check();
      await button('Send tax form').click();
      await shown('We have it.');
      await fillAccount('0001');
      await button('Send account').click();
      await shown('••••0001');
      await button('Change account').click();
      await fillAccount('0002');
      await button('Change account').click();
      await shown('A code is on its way to your mail.');
      await expectToBeUsable();
      await page.getByLabel('The 6 digits of the mail').fill(await house.mailbox.code(email));
      await button('Confirm the change').click();
      await shown('••••0002');
      await shown(/^New account works from .*We told your old contact\.$/);
      await expectToBeUsable();
      expect(await page.content()).not.toMatch(/123-?45-?6789|00012345/);
    }

    async function fillAccount(lastDigits: string): Promise<void> {
      await page.getByLabel('Routing number').fill('021000021');
      await page.getByLabel('Account number').fill(`00012345${lastDigits}`);
      await page.getByLabel('Name of its holder').fill('Ada');
    }

    it('is followed in Arabic and by keyboard, gone on with by a new link, and declined with a reason', async () => {
      await visit.speakArabic();
      const { applicant, link } = declining;
      await page.goto(link);
      await button('البدء').click();
      await button('أوافق، متابعة').waitFor();
      const other = await visit.context.newPage();
      await other.goto(link);
      await other.getByRole('button', { name: 'البدء' }).click();
      await other.getByText('استُخدم هذا الرابط أو انتهت صلاحيته.').waitFor();
      expect(await usabilityFaults(other)).toEqual([]);
      await other.close();
      house.clock.advance({ hours: 13 });
      await page.reload();
      await heading('انتهت هذه الزيارة').waitFor();
      await visit.signIn(applicant);
      await page.reload();
      await button('إرسال رابط جديد').click();
      await shown('رابط جديد في طريقه إلى بريدك.');
      await expectToBeUsable();

      await page.goto(await house.mailbox.link(applicant.details.email));
      await button('البدء').press('Enter');
      await button('أوافق، متابعة').press('Enter');
      await page
        .getByLabel('الرمز الذي في الملف التجريبي')
        .fill(await accessCodeIn(await downloadBy('تنزيل الملف التجريبي (PDF)')));
      await page.keyboard.press('Enter');
      await button('إرسال رمز').press('Enter');
      await page.getByLabel('الأرقام الستة في الرسالة').fill(await house.mailbox.code(applicant.details.email));
      await page.keyboard.press('Enter');
      await shown(/صفحة .* من/);
      expect(await page.locator('main h1 bdi').getAttribute('lang')).toBe('en');
      await expectToBeUsable();
      // Page Down turns the page once its end was in the window.
      await readEverything(async () => {
        await page.keyboard.press('End');
        const isAtEnd = 'scrollY + innerHeight >= document.documentElement.scrollHeight - 1';
        await poll('The end of the page', async () => (await page.evaluate(isAtEnd)) || null, patienceMs);
        await page.keyboard.press('PageDown');
      });
      await button('الرفض مع السبب').click();
      await button('الرفض').click();
      await shown('يُرجى اختيار سبب أو الرجوع');
      await expectToBeUsable();
      await page.keyboard.press('Space');
      await button('الرفض').press('Enter');
      await heading('رُفض هذا العقد من جانبك').waitFor();
      const { data } = (await (await page.request.get(url('/v1/me/contracts'))).json()) as ContractPage;
      expect(data).toMatchObject([{ state: 'declined', declineReason: 'rate' } satisfies Partial<Contract>]);
      await page.getByRole('link', { name: 'عقودك' }).click();
      await shown('رُفض من جانبك');
      await expectToBeUsable();
    }, 120_000);
  });
});
