import type { StaffOpening } from '@guildhall/messages/applicants';
import type { AppealOfApplication, Scorecard } from '@guildhall/messages/interviews';
import type { BrowserContext, Page, Response } from 'playwright-core';
import type { ApplicantClient } from '../../tools/client/applicant.js';
import { decideOn } from '../../tools/client/offer.js';
import type { StaffAccount } from '../../tools/client/staff.js';
import { desk, faultsOf } from '../support/browser.js';
import { Exhibition } from '../support/exhibition.js';
import { makeApplicant, sampleAnswer, sampleRecording } from '../support/opening.js';

const anchor = 'Names one source and reads every figure in it, from the first to the last.';

/** From a new plan to a decision that the applicant can read: three people, each in a browser of their own, one after the other. */
describe('the way of a result', () => {
  const shown = Exhibition.of('judging-walk');
  let recruiter: StaffAccount;
  let reviewer: StaffAccount;
  let opening: StaffOpening;
  let recorded: ApplicantClient;
  const contexts: BrowserContext[] = [];

  beforeAll(async () => {
    recruiter = await shown.house.invite('recruiter', ['recruiter']);
    reviewer = await shown.house.invite('reviewer', ['reviewer']);
  });

  afterAll(async () => {
    for (const context of contexts) await context.close();
  });

  /** A page of somebody's own, and what is wrong with anything that it shows. */
  async function pageOf({ api }: Pick<StaffAccount, 'api'>): Promise<{ page: Page; faults: string[] }> {
    const { baseUrl } = shown.house.anonymous;
    const context = await shown.opened.browser.newContext({ viewport: desk, reducedMotion: 'reduce', locale: 'en' });
    contexts.push(context);
    context.setDefaultTimeout(20_000);
    await context.addCookies([{ name: 'guildhall', value: api.token!, url: baseUrl }]);
    const page = await context.newPage();
    return { page, faults: faultsOf(page) };
  }

  const { url } = shown;
  const picture = (page: Page, name: string) => page.screenshot({ path: shown.gallery.path(name), fullPage: true });

  it('begins with a plan that a recruiter writes and publishes, and an opening that asks by it', async () => {
    const { page, faults } = await pageOf(recruiter);
    const button = (name: string) => page.getByRole('button', { name, exact: true });
    await page.goto(url('/console'));
    await page.getByText('Nothing is waiting for you.').waitFor();
    await page.getByRole('link', { name: 'Plans', exact: true }).click();
    await page.getByRole('link', { name: 'New plan' }).click();
    await page.getByLabel('Name of the plan').fill('Analysts of 2027');
    await page.getByRole('radio', { name: 'Financial analyst' }).check();
    await button('Begin').click();
    await page.getByLabel('Level 5', { exact: true }).fill(anchor);
    await page.getByLabel('Sample answer').fill(sampleAnswer('good'));
    await button('Save and preview').click();
    await page.locator('mark').first().waitFor();
    await picture(page, '1-plan');
    await page.getByRole('link', { name: 'Compare and publish' }).first().click();
    await page.locator('ins', { hasText: anchor }).waitFor();
    await button('Publish version 2').click();
    await page.getByText('Version 2 is published.').waitFor();

    await page.getByRole('link', { name: 'Openings', exact: true }).click();
    await page.getByRole('link', { name: 'New opening' }).click();
    const plan = page.getByRole('combobox', { name: 'Interview plan' });
    await plan.selectOption(await plan.getByRole('option', { name: /Analysts of 2027/ }).getAttribute('value'));
    await page.getByLabel('Title').fill('Analyst of figures');
    await page
      .getByRole('textbox', { name: /^The work/ })
      .fill('Write tasks about figures, and grade what comes back.');
    await page.getByLabel('Least pay an hour, USD').fill('60');
    await page.getByLabel('Most pay an hour, USD').fill('95.50');
    await page.getByRole('checkbox', { name: 'English' }).check();
    await page.getByLabel('Hours to correct the transcript').fill('0');
    await picture(page, '2-opening');
    await button('Make the draft').click();
    await page.getByRole('heading', { level: 1, name: 'Analyst of figures' }).waitFor();
    await button('Open for applications').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Open for applications' }).click();
    await page.getByText(/^Opened on /).waitFor();
    const openingId = new URL(page.url()).pathname.split('/').at(-1)!;
    opening = await recruiter.api.get<StaffOpening>(`/v1/openings/${openingId}`);
    expect(opening).toMatchObject({ state: 'open', title: 'Analyst of figures' });
    expect(faults).toEqual([]);
  }, 120_000);

  it('goes on with those who answer', async () => {
    await recruiter.api.post(`/v1/openings/${opening.id}/staff`, { staffId: reviewer.id });
    recorded = await makeApplicant(shown.house, opening.id, 'zenobia');
    await recorded.consent();
    await recorded.answer('q1', sampleRecording('good'));
    await recorded.submit();
    for (const answer of ['excellent', 'weak']) {
      const written = await makeApplicant(shown.house, opening.id, answer);
      await written.consent();
      await written.write('q1', sampleAnswer(answer));
      await written.submit();
    }
    await shown.house.settle();
  }, 120_000);

  it('is rated by a reviewer who is sent nothing of it, and shown to them afterwards', async () => {
    const { page, faults } = await pageOf(reviewer);
    const button = (name: string) => page.getByRole('button', { name, exact: true });
    const responses: Response[] = [];
    page.on('response', (response) => responses.push(response));
    await page.goto(url('/console'));
    await page.getByRole('link', { name: 'Reviews', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Reviews' }).waitFor();
    await picture(page, '3-reviews');
    await page.goto(url(`/console/reviews/${recorded.application.id}`));
    await page.getByRole('heading', { level: 1, name: 'Applicant A' }).waitFor();
    await page.locator('audio').waitFor();
    await page.waitForLoadState('networkidle');
    await picture(page, '4-blind');

    const own = '/scorecard/readings';
    const scorecard = await recruiter.api.post<Scorecard>(`/v1/applications/${recorded.application.id}${own}`);
    const sent = await Promise.all(
      responses
        .filter((response) => /json|vtt/.test(response.headers()['content-type'] ?? ''))
        .map(async (response) => `${response.url()} ${await response.text().catch(() => '')}`),
    );
    const { email, name } = recorded.details;
    const hidden = [
      ...['zenobia', email, name, recorded.application.personId, recorded.interviewId, 'scr_'],
      ...['"level"', '"band"', '"rank"', '"total"', '"interval"', '"evidence"', 'holdReasons', 'baseline'],
      ...[`"${scorecard.total}"`, ...scorecard.reviewReasons],
    ];
    for (const datum of hidden) {
      expect(sent.filter((body) => body.toLowerCase().includes(datum.toLowerCase()))).toEqual([]);
      if (!datum.startsWith('"'))
        expect(`${page.url()} ${await page.title()} ${await page.content()}`).not.toContain(datum);
    }

    for (const [place, level] of [4, 2, 3].entries()) {
      await page.getByText(`Criterion ${place + 1} of 3`).waitFor();
      await page.keyboard.press(String(level));
      await page.locator(`main [role=radio][aria-checked=true]`, { hasText: String(level) }).waitFor();
      await page.keyboard.press('n');
    }
    await button('Save my ratings').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Save my ratings' }).click();
    await page.getByText('Your ratings are saved', { exact: true }).waitFor();
    await picture(page, '5-revealed');
    await button('Keep mine').click();
    await page.getByText('You kept your ratings.').waitFor();
    expect(faults).toEqual([]);
  }, 120_000);

  it('is found among the candidates, compared, and decided on by name', async () => {
    const { page, faults } = await pageOf(recruiter);
    const button = (name: string) => page.getByRole('button', { name, exact: true });
    await page.goto(url('/console'));
    await page.getByText(opening.title).first().waitFor();
    await picture(page, '6-work');
    await page.goto(url(`/console/openings/${opening.id}/candidates`));
    await page.getByRole('link', { name: 'Applicant zenobia', exact: true }).waitFor();
    await picture(page, '7-candidates');
    for (const name of ['Applicant zenobia', 'Applicant excellent']) {
      await page.getByRole('link', { name, exact: true }).focus();
      await page.keyboard.press('x');
    }
    await page.keyboard.press('c');
    await page.getByRole('heading', { level: 1, name: 'Compare' }).waitFor();
    await page.getByText('Applicant excellent').first().waitFor();
    await picture(page, '8-compare');
    await page.goto(url(`/console/openings/${opening.id}/candidates?q=published`));
    await page.getByRole('link', { name: 'Applicant excellent', exact: true }).first().waitFor();
    await picture(page, '9-found');

    await page.goto(url(`/console/applications/${recorded.application.id}`));
    await page.locator('video').waitFor();
    await picture(page, '10-candidate');
    await button('Decide').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: 'Advance' }).click();
    await dialog.getByLabel('Reason').selectOption('strong_evidence');
    await picture(page, '11-decision');
    await button('Save the decision').click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(/decided by Staff recruiter$/).waitFor();
    expect(faults).toEqual([]);
  }, 120_000);

  it('ends with what the applicant can read and keep', async () => {
    const { page, faults } = await pageOf(recorded);
    const path = `/me/applications/${recorded.application.id}/result`;
    await page.goto(url(path));
    await page.getByText(/^Decided by Staff recruiter on /).waitFor();
    await picture(page, '12-result');
    const packet = await recorded.api.download(`/v1${path}/packet?language=en`);
    expect(packet.subarray(0, 5).toString('latin1')).toBe('%PDF-');
    expect(faults).toEqual([]);
  }, 60_000);

  it('goes to somebody new where it is against an applicant who asks for another look', async () => {
    const text = sampleAnswer('mediocre');
    const reason = 'I named the source of every figure.';
    const declined = await makeApplicant(shown.house, opening.id, 'declined');
    await declined.consent();
    await declined.write('q1', text);
    await declined.submit();
    await shown.house.settle();
    const { id } = declined.application;
    await recruiter.api.post(`/v1/applications/${id}/scorecard/readings`);
    await decideOn(recruiter.api, id, { kind: 'not_select', reasonCode: 'evidence_insufficient' });

    const own = await pageOf(declined);
    await own.page.goto(url(`/me/applications/${id}/result`));
    await own.page.getByRole('button', { name: 'Ask for another look' }).click();
    await own.page.getByLabel(/^What should be looked at/).fill(reason);
    await shown.gallery.show(own.page, 'result-appeal');
    await own.page.getByRole('button', { name: 'Send', exact: true }).click();
    await own.page.getByText(/^A person answers by /).waitFor();
    await own.page.getByText(reason).waitFor();
    await shown.gallery.show(own.page, 'result-appeal-asked');
    await shown.house.settle();

    const { page, faults } = await pageOf(reviewer);
    const button = (name: string) => page.getByRole('button', { name, exact: true });
    await page.goto(url(`/console/reviews/${id}`));
    await page.getByRole('heading', { level: 1, name: 'Applicant A' }).waitFor();
    const reasonFor = async ({ api }: StaffAccount) =>
      (await api.get<AppealOfApplication>(`/v1/applications/${id}/appeal`)).appeal!.reason;
    expect([await reasonFor(reviewer), await reasonFor(recruiter)]).toEqual([null, reason]);
    for (let place = 0; place < 3; place += 1) {
      await page.locator('main [role=radio]').nth(2).click();
      if (await button('Next criterion').isVisible()) await button('Next criterion').click();
    }
    await button('Save my ratings').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Save my ratings' }).click();
    await button('Keep mine').click();
    await page.getByText(reason).waitFor();
    await button('Answer the appeal').click();
    await page.getByText('Choose what comes of it, and a reason.').waitFor();
    await page.getByRole('radio', { name: 'The decision is taken back, and somebody decides anew' }).check();
    await page.getByLabel('Reason').selectOption('evidence_was_missed');
    await shown.gallery.show(page, 'review-appeal');
    await button('Answer the appeal').click();
    await page.getByText('Answered: the decision is taken back.').waitFor();
    await shown.house.settle();
    const { stage } = await recruiter.api.get<{ stage: string }>(`/v1/applications/${id}`);
    expect([stage, faults, own.faults]).toEqual(['evaluated', [], []]);
  }, 240_000);
});
