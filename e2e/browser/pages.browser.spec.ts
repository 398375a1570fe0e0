import type { StaffOpening } from '@guildhall/messages/applicants';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { ApplicantClient } from '../../tools/client/applicant.js';
import { decideOn } from '../../tools/client/offer.js';
import type { StaffAccount } from '../../tools/client/staff.js';
import { faultsOf, openBrowser } from '../support/browser.js';
import { Gallery } from '../support/gallery.js';
import { type House, startHouse, withoutRateLimits } from '../support/house.js';
import { makeApplicant, makeOpening, sampleRecording } from '../support/opening.js';
import { label, phrase } from '../support/phrases.js';

const dayMs = 24 * 3_600_000;
/** It may go faster than anybody looks. */
const deleting = new RegExp(
  ['going', 'looking', 'deleted'].map((state) => phrase('en', `recordings:${state}`).source).join('|'),
);

/** Every page of an applicant but the room, in every state that it can be in. */
describe('the pages', () => {
  const gallery = new Gallery('pages');
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
    opening = await makeOpening(recruiter.api, {
      languages: ['en', 'ar'],
      countries: ['US', 'EG'],
      requirements: ['Three years of financial modelling', 'You may work in the country you live in'],
      transcriptCheckHours: 48,
    });
    browser = await openBrowser();
  });

  afterAll(async () => {
    gallery.close();
    await browser?.close();
    await house?.close();
  });

  beforeEach(async () => {
    context = await browser.newContext({ locale: 'en', timezoneId: 'America/New_York', reducedMotion: 'reduce' });
    context.setDefaultTimeout(20_000);
    page = await context.newPage();
    refusals = faultsOf(page);
  });

  afterEach(async () => {
    const faults = [...refusals, ...gallery.takeFaults()];
    await context.close();
    expect(faults).toEqual([]);
  });

  it('of openings and of an application', async () => {
    await open('/jobs', 'openings:title');
    await page.getByRole('link', { name: opening.title }).waitFor();
    await gallery.show(page, 'openings');
    await open('/jobs?language=zh', 'openings:title');
    await page.getByText(phrase('en', 'openings:none')).waitFor();
    await gallery.show(page, 'openings-none');
    await open(`/jobs/${opening.id}`, opening.title);
    await gallery.show(page, 'opening');
    await open('/jobs/opn_00000000000070008000000000000000', 'shared:missingTitle');
    await gallery.show(page, 'missing');

    await open(`/jobs/${opening.id}/apply`, 'apply:you');
    await gallery.show(page, 'apply-you');
    await button('shared:continue').click();
    await page.getByText(phrase('en', 'apply:fault.country')).waitFor();
    await gallery.show(page, 'apply-you-faults');
    await page.getByLabel(label(phrase('en', 'apply:displayName'))).fill('Ada Example');
    await page.getByLabel(label(phrase('en', 'apply:email'))).fill('ada@applicants.example');
    await page.getByLabel(label(phrase('en', 'apply:country'))).selectOption('EG');
    await page.getByLabel(label(phrase('en', 'apply:language'))).selectOption('en');
    await button('shared:continue').click();
    await heading('apply:requirements').waitFor();
    await gallery.show(page, 'apply-requirements');
    await button('shared:continue').click();
    await heading('apply:check').waitFor();
    await gallery.show(page, 'apply-check');
    await button('apply:send').click();
    await heading('apply:sentTitle').waitFor();
    await gallery.show(page, 'apply-sent');
    await page.getByLabel(label(phrase('en', 'signIn:code'))).fill('000000');
    await button('signIn:signIn').click();
    await page.getByText(phrase('en', 'signIn:wrong')).waitFor();
    await gallery.show(page, 'sign-in-wrong-code');
  });

  it('of an opening that is closed', async () => {
    const closed = await makeOpening(recruiter.api, { title: 'A closed opening' });
    await recruiter.api.post(`/v1/openings/${closed.id}/close`);
    await open(`/jobs/${closed.id}`, closed.title);
    await page.getByText(phrase('en', 'openings:closed')).waitFor();
    await gallery.show(page, 'opening-closed');
  });

  it('of signing in', async () => {
    await open('/login', 'signIn:title');
    await gallery.show(page, 'sign-in');
    await page.getByLabel(label(phrase('en', 'signIn:email'))).fill('nobody@applicants.example');
    await button('signIn:send').click();
    await page.getByText(phrase('en', 'signIn:sent')).waitFor();
    await gallery.show(page, 'sign-in-code');
    await open(`/verify#token=ghl_${'a'.repeat(43)}`, 'signIn:confirmTitle');
    await gallery.show(page, 'confirm');
    await button('signIn:confirm').click();
    await page.getByText(phrase('en', 'signIn:linkUsed')).waitFor();
    await gallery.show(page, 'confirm-used');
    await signIn(recruiter.api.token!);
    await open('/me', 'shared:staff.title');
    await gallery.show(page, 'staff');
  });

  it('of somebody who is invited', async () => {
    const applicant = await arrive('invited');
    await open('/me', 'me:home');
    await page.getByText(phrase('en', 'me:record')).waitFor();
    await gallery.show(page, 'home-record');
    await open(`/me/applications/${applicant.application.id}`, opening.title);
    await gallery.show(page, 'application-ready');
    await open(`/me/applications/${applicant.application.id}/result`, 'result:title');
    await gallery.show(page, 'result-not-yet');
    await open('/me/applications', 'me:applications');
    await gallery.show(page, 'applications');
    await open(`/me/applications/${applicant.application.id}`, opening.title);
    await button('me:withdraw').click();
    await page.getByRole('dialog').waitFor();
    await gallery.show(page, 'application-withdraw');
    await open('/me/data', 'me:data');
    await gallery.show(page, 'data');
    const interview = `/me/interviews/${applicant.interviewId}`;
    await open(`${interview}/consent`, 'consent:title');
    await gallery.show(page, 'consent');
    await button('consent:instead').click();
    await page.getByText(phrase('en', 'consent:yes')).waitFor();
    await gallery.show(page, 'consent-person-instead');
    await open(`${interview}/adjustments`, 'adjustments:title');
    await gallery.show(page, 'adjustments');
    await open(`${interview}/check`, 'check:title');
    await page.getByText(phrase('en', 'check:off')).first().waitFor();
    await gallery.show(page, 'check-no-camera');
    await open(`${interview}/transcript`, 'transcript:title');
    await gallery.show(page, 'transcript-nothing-yet');
  });

  it('of somebody who is with a person, and of somebody who has withdrawn', async () => {
    const withPerson = await arrive('with-person');
    await withPerson.api.post(`/v1/interviews/${withPerson.interviewId}/human-path`);
    await house.settle();
    await open(`/me/interviews/${withPerson.interviewId}/consent`, 'consent:title');
    await page.getByText(phrase('en', 'consent:human')).waitFor();
    await gallery.show(page, 'consent-human');
    await open(`/me/applications/${withPerson.application.id}`, opening.title);
    await gallery.show(page, 'application-with-person');
    await page.clock.setFixedTime(new Date(house.clock.now().getTime() + 60 * dayMs));
    await open(`/me/applications/${withPerson.application.id}`, opening.title);
    await page.getByText(phrase('en', 'me:late')).first().waitFor();
    await gallery.show(page, 'application-late');
    await open('/me', 'me:home');
    await gallery.show(page, 'home-late');

    const withdrawn = await arrive('withdrawn');
    await withdrawn.api.post(`/v1/me/applications/${withdrawn.application.id}/withdraw`);
    await house.settle();
    await open(`/me/applications/${withdrawn.application.id}`, opening.title);
    await gallery.show(page, 'application-withdrawn');
    await open('/me', 'me:home');
    await gallery.show(page, 'home-nothing');
  });

  it('of somebody who has recorded, and corrects what was heard', async () => {
    const applicant = await arrive('recorded');
    await applicant.consent();
    await applicant.answer('q1', sampleRecording('short'));
    const { id: applicationId } = applicant.application;
    await open(`/me/applications/${applicationId}`, opening.title);
    await gallery.show(page, 'application-started');
    await applicant.submit();
    await house.settle();
    const transcript = `/me/interviews/${applicant.interviewId}/transcript`;
    await open(transcript, 'transcript:title');
    await button('transcript:edit').first().waitFor();
    await gallery.show(page, 'transcript');
    await button('transcript:edit').first().click();
    await page.getByLabel(phrase('en', 'transcript:editing')).waitFor();
    await gallery.show(page, 'transcript-editing');
    await page
      .getByLabel(phrase('en', 'transcript:editing'))
      .fill('Something else entirely, which nobody heard me say.');
    await button('transcript:save').click();
    await page.getByLabel(phrase('en', 'transcript:editing')).waitFor({ state: 'detached' });
    await gallery.show(page, 'transcript-corrected');
    await open(`/me/applications/${applicationId}`, opening.title);
    await gallery.show(page, 'application-transcript');
    await open('/me', 'me:home');
    await gallery.show(page, 'home-transcript');
    await applicant.api.post(`/v1/interviews/${applicant.interviewId}/transcripts/confirm`);
    await house.settle();
    await open(transcript, 'transcript:title');
    await page.getByText(phrase('en', 'transcript:over')).waitFor();
    await gallery.show(page, 'transcript-over');
    await button('transcript:report').first().click();
    await page.getByLabel(phrase('en', 'transcript:reportLabel')).waitFor();
    await gallery.show(page, 'transcript-report');
  }, 240_000);

  it('of a decision, and of a deletion', async () => {
    const applicant = await arrive('decided');
    await applicant.consent();
    await applicant.answer('q1', sampleRecording('good'));
    await applicant.submit();
    await house.settle();
    await applicant.api.post(`/v1/interviews/${applicant.interviewId}/transcripts/confirm`);
    await house.settle();
    const { id: applicationId } = applicant.application;
    await open(`/me/applications/${applicationId}`, opening.title);
    await gallery.show(page, 'application-decision-pending');
    await recruiter.api.post(`/v1/applications/${applicationId}/scorecard/readings`);
    await decideOn(recruiter.api, applicationId, { kind: 'hold', reasonCode: 'second_opinion' });
    await house.settle();
    await open(`/me/applications/${applicationId}`, opening.title);
    await gallery.show(page, 'application-on-hold');
    await decideOn(recruiter.api, applicationId, { kind: 'not_select', reasonCode: 'evidence_insufficient' });
    await house.settle();
    await open(`/me/applications/${applicationId}`, opening.title);
    await gallery.show(page, 'application-not-selected');
    await open(`/me/applications/${applicationId}/result`, 'result:title');
    await page.getByText(phrase('en', 'result:quotes')).first().waitFor();
    await gallery.show(page, 'result');
    await open('/me/data', 'me:data');
    await page.getByText(phrase('en', 'recordings:recorded')).waitFor();
    await gallery.show(page, 'data-recorded');
    await button('recordings:delete').click();
    await page.getByRole('dialog').waitFor();
    await gallery.show(page, 'data-delete');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: phrase('en', 'recordings:delete') })
      .click();
    await page.getByText(deleting).first().waitFor();
    await gallery.show(page, 'data-deleting', { byKeyboard: false });
    await house.settle();
    await open('/me/data', 'me:data');
    await button('recordings:certificate').waitFor();
    await gallery.show(page, 'data-deleted');
    await open(`/me/applications/${applicationId}/result`, 'result:title');
    await page.getByText(phrase('en', 'result:quotesGone')).first().waitFor();
    await gallery.show(page, 'result-quotes-gone');
  }, 240_000);

  const button = (name: Parameters<typeof phrase>[1]) => page.getByRole('button', { name: phrase('en', name) });
  const heading = (name: Parameters<typeof phrase>[1]) =>
    page.getByRole('heading', { level: 1, name: phrase('en', name) });

  /** @param title the words of the `h1`, or their name */
  async function open(path: string, title: string): Promise<void> {
    await page.goto(new URL(path, house.anonymous.baseUrl).href);
    await page.reload();
    const isNamed = /^\w+:\S+$/.test(title);
    const name = isNamed ? phrase('en', title as Parameters<typeof phrase>[1]) : title;
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await page.getByText(phrase('en', 'shared:loading')).waitFor({ state: 'detached' });
  }

  async function arrive(name: string): Promise<ApplicantClient> {
    const applicant = await makeApplicant(house, opening.id, name);
    await signIn(applicant.api.token!);
    return applicant;
  }

  async function signIn(value: string): Promise<void> {
    await context.addCookies([{ name: 'guildhall', value, url: house.anonymous.baseUrl }]);
  }
});
