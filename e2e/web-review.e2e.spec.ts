import type { StaffOpening } from '@guildhall/messages/applicants';
import type { Review, Scorecard } from '@guildhall/messages/interviews';
import type { Response } from 'playwright-core';
import type { ApplicantClient } from '../tools/client/applicant.js';
import type { StaffAccount } from '../tools/client/staff.js';
import { desk, telephone, usabilityFaults } from './support/browser.js';
import { makeApplicant, makeOpening, sampleAnswer } from './support/opening.js';
import { Visit } from './support/visit.js';

const answer = sampleAnswer('good');

describe('A result, for the people who judge it', () => {
  const visit = Visit.at(desk);
  const { url, heading, button } = visit;
  let recruiter: StaffAccount;
  let reviewer: StaffAccount;
  let opening: StaffOpening;
  let applicant: ApplicantClient;
  let applicationId: string;

  beforeAll(async () => {
    recruiter = await visit.house.invite('recruiter', ['recruiter']);
    reviewer = await visit.house.invite('reviewer', ['reviewer']);
    opening = await makeOpening(recruiter.api);
    await recruiter.api.post(`/v1/openings/${opening.id}/staff`, { staffId: reviewer.id });
    applicant = await makeApplicant(visit.house, opening.id, 'zenobia');
    applicationId = applicant.application.id;
    await applicant.consent();
    await applicant.write('q1', answer);
    await applicant.submit();
    await visit.house.settle();
  }, 120_000);

  /** In one language on a telephone, in the other at a desk; `test:browser` looks at all of them. */
  async function expectToBeUsable(): Promise<void> {
    for (const [language, size] of [
      ['ar', telephone],
      ['en', desk],
    ] as const) {
      await visit.page.setViewportSize(desk);
      await visit.page.locator('header select').first().selectOption(language);
      await visit.page.setViewportSize(size);
      expect([language, size.width, await usabilityFaults(visit.page)]).toEqual([language, size.width, []]);
    }
  }

  /** Everything that comes from the API from now on, as text, each with its address. */
  function listen(): () => Promise<string[]> {
    const responses: Response[] = [];
    visit.page.on('response', (response) => responses.push(response));
    return async () =>
      await Promise.all(
        responses
          .filter((response) => /json|vtt/.test(response.headers()['content-type'] ?? ''))
          .map(async (response) => `${response.url()} ${await response.text().catch(() => '')}`),
      );
  }

  it('is rated by somebody who is sent nothing that would sway them, and then shown beside what they gave', async () => {
    const { page } = visit;
    const scorecard = await recruiter.api.post<Scorecard>(`/v1/applications/${applicationId}/scorecard/readings`);
    const quotes = scorecard.criteria.flatMap(({ evidence }) => evidence.map(({ quote }) => quote));
    expect(quotes.length).toBeGreaterThan(2);
    await visit.signIn(reviewer);
    const heard = listen();
    await page.goto(url(`/console/reviews/${applicationId}`));
    await heading('Applicant A').waitFor();
    await page.getByText("AI's score is not shown until you save.").waitFor();
    await expectToBeUsable();
    await page.waitForLoadState('networkidle');

    const sent = await heard();
    expect(sent.some((body) => body.includes('/review ') && body.includes('"state":"open"'))).toBe(true);
    const { email, name } = applicant.details;
    const ofThePerson = ['zenobia', email, name, applicant.application.personId, applicant.interviewId];
    const ofTheResult = [
      ...['"level"', '"band"', '"rank"', '"total"', '"interval"', '"evidence"', '"indicator"', '"weight'],
      ...['baseline', 'reviewReasons', 'holdReasons', 'scr_', ...scorecard.reviewReasons, ...scorecard.holdReasons],
      `"${scorecard.total}"`,
    ];
    for (const hidden of [...ofThePerson, ...ofTheResult]) {
      expect(sent.filter((body) => body.toLowerCase().includes(hidden.toLowerCase()))).toEqual([]);
    }
    // The engine's quotes are words of the answer; nowhere do they stand apart from it.
    const { answers: _, ...rest } = JSON.parse(
      sent.find((body) => body.includes('/review '))!.replace(/^\S+ /, ''),
    ) as Review;
    for (const quote of quotes) expect(JSON.stringify(rest)).not.toContain(quote);
    const shown = `${await page.content()} ${page.url()} ${await page.title()}`;
    for (const hidden of [...ofThePerson, 'baseline', 'Demonstration', ...scorecard.reviewReasons]) {
      expect(shown).not.toContain(hidden);
    }
    expect(await page.title()).toBe('Applicant A – Guildhall');
    expect(await page.locator('main mark, main blockquote, main [role=radio][aria-checked=true]').count()).toBe(0);

    await page.evaluate(`(() => {
      const sentence = document.querySelector('[data-sentence]').firstChild;
      const range = document.createRange();
      range.setStart(sentence, 2);
      range.setEnd(sentence, 30);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
    })()`);
    await button('Mark the selected words for A').click();
    const marked = (await page.locator('main blockquote').textContent())!;
    expect(answer).toContain(marked);
    expect(marked.length).toBeGreaterThan(20);
    expect((await page.locator('main mark').allTextContents()).join(' ')).toContain(marked);
    await heading('Applicant A').focus();
    await page.keyboard.press('4');
    await page.keyboard.press('n');
    await page.getByText('Criterion 2 of 3').waitFor();
    await page.getByLabel('Your note').fill('Keys 1 and n write here');
    await page.reload();
    await page.getByLabel('A: Designs a task that can be judged (has a level)').click();
    expect(await page.locator('main blockquote').textContent()).toBe(marked);
    expect(await page.locator('main [role=radio]').nth(3).getAttribute('aria-checked')).toBe('true');
    await button('Next criterion').click();
    expect(await page.getByLabel('Your note').inputValue()).toBe('Keys 1 and n write here');
    await button('Next criterion').click();
    await button('Save my ratings').click();
    await page.getByText('Criterion B has no level yet. Choose one, then save.').waitFor();
    await page.locator('main [role=radio]').nth(1).click();
    await button('Next criterion').click();
    await page.locator('main [role=radio]').nth(2).click();
    await button('Save my ratings').click();
    const dialog = page.getByRole('dialog', { name: 'Save your ratings?' });
    await dialog.waitFor();
    expect(await usabilityFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Save my ratings' }).click();

    await page.getByText('Your ratings are saved', { exact: true }).waitFor();
    await page.getByText('Demonstration engine: it gives words instead of levels.').waitFor();
    await page.getByText(quotes[0]!).first().waitFor();
    expect(await page.evaluate('Object.keys(sessionStorage).filter((key) => /review/.test(key))')).toEqual([]);
    await expectToBeUsable();
    await button('Change with reason').click();
    await page.getByLabel(/^New level for B/).selectOption('3');
    await button('Save changes').click();
    await page.getByText('Choose a reason for B.').waitFor();
    await page.getByLabel('Reason').selectOption('missed_evidence');
    await button('Save changes').click();
    await page.getByText('Your changes are saved. Both levels stay on record.').waitFor();
    await page.getByText('changed to 3: I missed evidence').waitFor();

    await page.goto(url(`/console/applications/${applicationId}`));
    await heading('Not found').waitFor();
  }, 90_000);

  it('is shown to a recruiter with all that lies behind it, and decided on by name', async () => {
    const { page, context } = visit;
    await visit.signIn(recruiter);
    await page.goto(url(`/console/applications/${applicationId}`));
    await heading('Applicant zenobia').waitFor();
    await page.getByText('Nothing was recorded: the answers are in writing.').waitFor();
    await page.getByText('Made by baseline').first().waitFor();
    // Of the demonstration engine there are words alone.
    expect(await page.getByText(/^Level \d/).count()).toBe(0);
    expect(await page.getByText('Score range', { exact: true }).count()).toBe(0);
    const quotes = await page.locator('main blockquote').allTextContents();
    expect(quotes.length).toBeGreaterThan(2);
    expect(quotes.filter((quote) => !answer.includes(quote))).toEqual([]);
    expect(await page.locator('main mark').count()).toBeGreaterThan(2);
    await page.getByText('Staff reviewer saved a review').waitFor();
    await page.getByText(/Staff reviewer 3 · was 2: missed evidence/).waitFor();
    await heading('Applicant zenobia').focus();
    await page.keyboard.press('2');
    await page.locator('#criterion-2:focus').waitFor();
    await expectToBeUsable();

    await button('Decide').click();
    const dialog = page.getByRole('dialog', { name: 'Decide about Applicant zenobia' });
    await dialog.getByText('You are the named decider.').waitFor();
    expect(await dialog.locator('[role=radio][aria-checked=true]').count()).toBe(0);
    await button('Save the decision').click();
    await dialog.getByText('Choose one of the three.').waitFor();
    await dialog.getByRole('radio', { name: 'Not selected' }).click();
    await button('Save the decision').click();
    await dialog.getByText('Choose a reason.').waitFor();
    await dialog.getByLabel('Reason').selectOption('position_filled');
    const packet = dialog.getByRole('region', { name: 'What the applicant reads' });
    await packet.getByText(/^Decided by Staff recruiter on /).waitFor();
    await packet.getByText('Reason: the position is filled.').waitFor();
    expect(await usabilityFaults(page)).toEqual([]);
    await button('Save the decision').click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(/^Not selected: decided by Staff recruiter$/).waitFor();
    expect(await button('Decide').count()).toBe(0);

    await context.clearCookies();
    await visit.signIn(applicant);
    await page.goto(url(`/me/applications/${applicationId}/result`));
    await page.getByText(/^Decided by Staff recruiter on /).waitFor();
    await page.getByText('Reason: the position is filled.').waitFor();
    await page.getByRole('link', { name: 'Download as PDF' }).waitFor();
  }, 60_000);
});
