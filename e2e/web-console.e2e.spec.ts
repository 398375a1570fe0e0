import type { StaffOpening } from '@guildhall/messages/applicants';
import type { ApplicantClient } from '../tools/client/applicant.js';
import type { StaffAccount } from '../tools/client/staff.js';
import { desk, telephone } from './support/browser.js';
import { makeApplicant, makeOpening, sampleAnswer, samplePlan } from './support/opening.js';
import {
  type PlayedCriterion,
  play,
  playedCandidates,
  playedSpending,
  playedWaitingJobs,
  playedWork,
} from './support/played-console.js';
import { Visit } from './support/visit.js';

const password = 'the password of a recruiter';
const { criteria } = samplePlan as { criteria: PlayedCriterion[] };

describe('The console of staff', () => {
  const visit = Visit.at(desk);
  const { url, heading, button, link } = visit;
  let recruiter: StaffAccount;
  let opening: StaffOpening;
  let late: ApplicantClient;

  beforeAll(async () => {
    recruiter = await visit.house.invite('recruiter', ['recruiter'], password);
    opening = await makeOpening(recruiter.api);
    await (await answering('ada', 'excellent')).submit();
    await (await answering('grace', 'weak')).submit();
    late = await answering('late', 'mediocre');
    const withPerson = await makeApplicant(visit.house, opening.id, 'linus');
    await withPerson.api.post(`/v1/interviews/${withPerson.interviewId}/human-path`);
    await visit.house.settle();
  }, 120_000);

  /** Somebody who has written an answer, and has yet to hand it in. */
  async function answering(name: string, answer: string): Promise<ApplicantClient> {
    const applicant = await makeApplicant(visit.house, opening.id, name);
    await applicant.consent();
    await applicant.write('q1', sampleAnswer(answer));
    return applicant;
  }

  /** On a telephone, where there is least room; `test:browser` looks at desks as well. */
  async function expectToBeUsable(): Promise<void> {
    await visit.page.setViewportSize(telephone);
    await visit.expectToBeUsable();
    await visit.page.setViewportSize(desk);
  }

  it('lets a recruiter in by password and leads from the work list to the candidates, with words where there are no figures', async () => {
    const { house, page } = visit;
    await page.goto(url('/console/openings'));
    await heading('Sign in').waitFor();
    await page.getByLabel('Your e-mail address').fill('recruiter@staff.example');
    await page.getByLabel('Password').fill('another password');
    await button('Sign in').click();
    await page.getByText('That address and password do not belong together.').waitFor();
    await expectToBeUsable();
    await page.getByLabel('Password').fill(password);
    await button('Sign in').click();
    await heading('Openings').waitFor();
    await expectToBeUsable();
    await play(page, /\/v1\/me\/work$/, () => playedWork(house.clock.now()));
    await link('Work').click();
    await heading('Work').waitFor();
    await page.getByText('Late', { exact: true }).waitFor();
    await link('Applicant A').first().waitFor();
    await expectToBeUsable();
    await page.goto(url(`/console/openings/${opening.id}`));
    await heading(opening.title).waitFor();
    await page.getByText('Published versions cannot change.').waitFor();
    await expectToBeUsable();

    await link('Candidates').click();
    await heading('Candidates').waitFor();
    await link('Applicant ada').waitFor();
    await page.getByText(/^Demonstration engine: it shows/).waitFor();
    expect(await page.getByRole('cell', { name: /^(Clear|Partial|Little)$/ }).count()).toBe(2 * criteria.length);
    expect(await page.getByText(/\d\.\d–\d\.\d/).count()).toBe(0);
    await page.getByText('A person instead of AI was asked for.').waitFor();
    expect(await page.getByText(/^Due \w{3} \d/).count()).toBe(3);
    await expectToBeUsable();

    // What comes meanwhile is told of, and no row moves before somebody asks for it.
    house.clock.advance({ minutes: 1 });
    await late.submit();
    await house.settle();
    await page.getByText('1 new score.').waitFor();
    expect(await link('Applicant late').count()).toBe(0);
    await button('Show').click();
    await link('Applicant late').waitFor();
    expect(await page.getByText('1 new score.').count()).toBe(0);
  }, 60_000);

  it('draws a tie as a tie, and every range before its point', async () => {
    const { page } = visit;
    await visit.signIn(recruiter);
    await play(page, /\/v1\/openings\/[^/]+\/candidates\?/, () => playedCandidates(criteria));
    await page.goto(url(`/console/openings/${opening.id}/candidates`));
    await page.getByText('Band 1 · 4 candidates · no meaningful difference; order inside is arbitrary').waitFor();
    expect(await page.getByText('1–4', { exact: true }).count()).toBe(4);
    expect(await page.getByText('6–7', { exact: true }).count()).toBe(2);
    await page.getByText('3.7–5.0 (4.4)').waitFor();
    await page.getByText('80 % interval; bands follow the plan’s tie rule, not overlap by eye').waitFor();
    await link('Ada Example').focus();
    for (const key of ['x', 'ArrowDown', 'x']) await page.keyboard.press(key);
    await page.getByText('2 selected').waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await page.getByLabel('Use the letters and ?').click();
    await expectToBeUsable();
    await button('Close').click();
    await link('Grace Sample').focus();
    await page.keyboard.press('x');
    expect(await page.getByText('2 selected').count()).toBe(1);
    await button('Decide').click();
    await page.getByRole('dialog').getByText('You are the named decider.').waitFor();
    expect(await page.getByRole('dialog').locator('input:checked').count()).toBe(0);
    await expectToBeUsable();
  }, 60_000);

  it('is Arabic in Arabic, and for those without the role it does not exist', async () => {
    const { page } = visit;
    await visit.speakArabic();
    await visit.signIn(recruiter);
    await page.setViewportSize(telephone);
    await play(page, /\/v1\/openings\/[^/]+\/candidates\?/, () => playedCandidates(criteria));
    await page.goto(url(`/console/openings/${opening.id}/candidates`));
    await page.getByText(/^الفئة .1. · .4. متقدّمين · لا فرق يُعتدّ به والترتيب داخلها اعتباطي$/).waitFor();
    await expectToBeUsable();
    await page.goto(url('/console/reviews'));
    await heading('المراجعات').waitFor();
    await expectToBeUsable();
    await page.goto(url('/console/operations'));
    await heading('غير موجودة').waitFor();
    await expectToBeUsable();
  }, 60_000);

  it('tells an admin what nobody begins, and what waits for the money of the next day', async () => {
    const { house, page } = visit;
    await visit.signIn({ api: house.admin });
    await page.goto(url('/console/operations'));
    await page.getByText('All jobs are begun in time.').waitFor();
    await page.getByText('Nothing has been spent today.').waitFor();
    const { id: otherId } = await makeOpening(recruiter.api);
    await play(page, /waiting-jobs\?service=interviews/, playedWaitingJobs);
    await play(page, /operations\/spending$/, () => playedSpending(house.clock.now(), [opening.id, otherId]));
    await page.reload();
    await page.getByText('Age of the oldest: 3 hours').waitFor();
    await page.getByText('Age of the oldest: 12 minutes').waitFor();
    expect(await page.getByText('1 job waits').count()).toBe(0);
    await page.getByText(/^Scoring waits: today's cap is reached\. Resumes \d\d:\d\d \S.*\.$/).waitFor();
    await page.getByText('USD 50.00 of USD 50.00').waitFor();
    await page.getByText('3 jobs wait').waitFor();
    await expectToBeUsable();
    await visit.speakArabic();
    await page.reload();
    await page.getByText(/^التقييم متوقف: بلغ حد اليوم\. يُستأنف .\d\d:\d\d \S.*\.$/).waitFor();
    await page.getByText(/^مدة انتظار الأقدم: .12 دقيقة.$/).waitFor();
    await expectToBeUsable();
  }, 60_000);
});
