import { readFileSync } from 'node:fs';
import type { StaffMember } from '@guildhall/messages/accounts';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { ApplicantClient } from '../../tools/client/applicant.js';
import { advance, offerWork } from '../../tools/client/offer.js';
import { accessCodeIn } from '../../tools/client/signer.js';
import type { StaffAccount } from '../../tools/client/staff.js';
import { whenProved } from '../../tools/client/step-up.js';
import { faultsOf, openBrowser } from '../support/browser.js';
import { Gallery } from '../support/gallery.js';
import { type House, startHouse, withoutRateLimits } from '../support/house.js';
import { makeApplicant, makeOpening } from '../support/opening.js';
import { label, phrase } from '../support/phrases.js';

type Name = Parameters<typeof phrase>[1];

/** The pages of contracts, of what the first pay waits for, and of an invitation, in every state that they can be in. */
describe('the pages of a contract', () => {
  const gallery = new Gallery('contracts');
  let house: House;
  let recruiter: StaffAccount;
  let openingId: string;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let refusals: string[];

  beforeAll(async () => {
    house = await startHouse({ settings: withoutRateLimits, now: new Date() });
    recruiter = await house.invite('recruiter', ['recruiter']);
    openingId = (await makeOpening(recruiter.api)).id;
    browser = await openBrowser();
  });

  afterAll(async () => {
    gallery.close();
    await browser?.close();
    await house?.close();
  });

  beforeEach(async () => {
    context = await browser.newContext({ locale: 'en', timezoneId: 'America/New_York', acceptDownloads: true });
    context.setDefaultTimeout(30_000);
    page = await context.newPage();
    refusals = faultsOf(page);
  });

  afterEach(async () => {
    const faults = [...refusals, ...gallery.takeFaults()];
    await context.close();
    expect(faults).toEqual([]);
  });

  it('from the mail to the seal, and what the first pay waits for', async () => {
    const applicant = await offered('signing');
    await signIn(applicant);
    await open('/me/contracts');
    await gallery.show(page, 'contracts-to-sign');
    await open('/me/onboarding');
    await gallery.show(page, 'onboarding-nothing');
    await page.goto(await house.mailbox.link(applicant.details.email));
    await button('signing:begin').waitFor();
    await gallery.show(page, 'sign-begin');
    await button('signing:begin').click();
    await button('signing:agree.yes').waitFor();
    await gallery.show(page, 'sign-agree');
    await button('signing:agree.yes').click();
    await field('signing:test.code').waitFor();
    await gallery.show(page, 'sign-test-file');
    await field('signing:test.code').fill('AAAAAA');
    await button('shared:continue').click();
    await page.getByText(phrase('en', 'signing:test.wrong')).waitFor();
    await gallery.show(page, 'sign-test-file-wrong');
    await field('signing:test.code').fill(await accessCode());
    await button('shared:continue').click();
    await button('signing:code.send').waitFor();
    await gallery.show(page, 'sign-code');
    await button('signing:code.send').click();
    await field('signing:code.label').fill(await house.mailbox.code(applicant.details.email));
    await gallery.show(page, 'sign-code-sent');
    await button('shared:continue').click();
    await page.getByText(phrase('en', 'signing:read.page')).waitFor();
    await gallery.show(page, 'sign-read');
    await readToTheEnd();
    await gallery.show(page, 'sign-nda');
    await sign('signing:sign.button.nda', applicant);
    await button('signing:sign.button.contractor_agreement').waitFor();
    await gallery.show(page, 'sign-contract');
    await sign('signing:sign.button.contractor_agreement', applicant);
    await page.getByRole('heading', { level: 1, name: phrase('en', 'signing:done.sealed') }).waitFor();
    await gallery.show(page, 'sign-sealed');
    await house.settle();
    await open('/me/contracts');
    await gallery.show(page, 'contracts-sealed');
    await open('/me');
    await gallery.show(page, 'home-sealed');
    await open('/me/onboarding');
    await gallery.show(page, 'onboarding');
    await button('onboarding:tax.send').click();
    await page.getByText(phrase('en', 'onboarding:tax.fault.name')).waitFor();
    await gallery.show(page, 'onboarding-faults');
    await field('onboarding:tax.name').fill('Ada Example');
    await field('onboarding:tax.number').fill('123-45-6789');
    await page.getByLabel(phrase('en', 'onboarding:tax.certified')).check();
    await button('onboarding:tax.send').click();
    await page.getByText(phrase('en', 'onboarding:tax.submitted')).waitFor();
    await gallery.show(page, 'onboarding-submitted');
  }, 240_000);

  it('that is declined, and whose link is used', async () => {
    const applicant = await offered('declining');
    const link = await house.mailbox.link(applicant.details.email);
    await page.goto(link);
    await button('signing:begin').click();
    await button('signing:decline').click();
    await gallery.show(page, 'sign-decline');
    await button('signing:declining.yes').click();
    await page.getByText(phrase('en', 'signing:declining.needed')).waitFor();
    await gallery.show(page, 'sign-decline-faults');
    await page.getByLabel(phrase('en', 'signing:declining.rate')).check();
    await button('signing:declining.yes').click();
    await page.getByRole('heading', { level: 1, name: phrase('en', 'signing:ended.declinedTitle') }).waitFor();
    await gallery.show(page, 'sign-declined');
    await signIn(applicant);
    await open('/me/contracts');
    await gallery.show(page, 'contracts-declined');
    const other = await context.newPage();
    await other.goto(link);
    await other.getByRole('button', { name: phrase('en', 'signing:begin') }).click();
    await other.getByText(phrase('en', 'signing:ended.used')).waitFor();
    await gallery.show(other, 'sign-used');
  }, 180_000);

  it('and of an invitation to work here', async () => {
    const email = 'colleague@staff.example';
    const member = { email, displayName: 'New Colleague', roles: ['reviewer'] };
    await whenProved(house.prover, (api) => api.post<StaffMember>('/v1/staff', member));
    const link = await house.mailbox.link(email);
    await page.goto(link);
    await button('invitation:accept').waitFor();
    await gallery.show(page, 'invitation');
    await page.getByLabel('Password', { exact: true }).fill('a password of my own');
    await button('invitation:accept').click();
    await page.getByText(phrase('en', 'invitation:hello')).waitFor();
    await gallery.show(page, 'invitation-accepted');
    await page.goto('about:blank');
    await page.goto(link);
    await page.getByLabel('Password', { exact: true }).fill('another password of mine');
    await button('invitation:accept').click();
    await page.getByRole('heading', { level: 1, name: phrase('en', 'invitation:usedTitle') }).waitFor();
    await gallery.show(page, 'invitation-used');
  }, 120_000);

  const button = (name: Name) => page.getByRole('button', { name: phrase('en', name) });
  const field = (name: Name) => page.getByLabel(label(phrase('en', name)));

  async function open(path: string): Promise<void> {
    await page.goto(new URL(path, house.anonymous.baseUrl).href);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByText(phrase('en', 'shared:loading')).waitFor({ state: 'detached' });
  }

  /** Work is offered, and its contract mailed. */
  async function offered(name: string): Promise<ApplicantClient> {
    const applicant = await makeApplicant(house, openingId, name);
    await advance(recruiter.api, applicant.application.id);
    await offerWork(recruiter.api, applicant.application.id);
    await house.settle();
    return applicant;
  }

  async function signIn({ api }: ApplicantClient): Promise<void> {
    await context.addCookies([{ name: 'guildhall', value: api.token!, url: house.anonymous.baseUrl }]);
  }

  async function accessCode(): Promise<string> {
    const [download] = await Promise.all([page.waitForEvent('download'), button('signing:test.download').click()]);
    return await accessCodeIn(readFileSync(await download.path()));
  }

  async function readToTheEnd(): Promise<void> {
    const counter = page.getByText(phrase('en', 'signing:read.page'));
    while ((await counter.count()) > 0) {
      const before = await counter.textContent();
      await button('signing:read.next').click();
      await page.getByText(before!, { exact: true }).waitFor({ state: 'detached' });
    }
  }

  async function sign(name: Name, { details }: ApplicantClient): Promise<void> {
    if ((await button(name).count()) === 0) await readToTheEnd();
    await field('signing:sign.name').fill(details.name);
    await button(name).click();
  }
});
