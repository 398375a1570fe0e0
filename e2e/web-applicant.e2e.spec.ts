import { readFileSync } from 'node:fs';
import type { StaffOpening } from '@guildhall/messages/applicants';
import type { Interview } from '@guildhall/messages/interviews';
import { decideOn } from '../tools/client/offer.js';
import { poll } from '../tools/client/poll.js';
import type { StaffAccount } from '../tools/client/staff.js';
import { telephone } from './support/browser.js';
import { makeApplicant, makeOpening, sampleAnswer } from './support/opening.js';
import { Visit } from './support/visit.js';

describe('The pages of an applicant', () => {
  const visit = Visit.at(telephone);
  const { url, heading, button, expectToBeUsable } = visit;
  let recruiter: StaffAccount;
  let opening: StaffOpening;

  beforeAll(async () => {
    recruiter = await visit.house.invite('recruiter', ['recruiter']);
    opening = await makeOpening(recruiter.api, {
      languages: ['en', 'ar'],
      countries: ['US', 'EG'],
      requirements: ['Three years of financial modelling'],
    });
  });

  it('lead from the form to the interview, keep what was entered, and take an application back', async () => {
    const { house, page } = visit;
    const email = 'ada@applicants.example';
    await page.goto(url(`/jobs/${opening.id}/apply`));
    await heading('About you').waitFor();
    await button('Continue').click();
    await page.getByText('Choose the country you live in').waitFor();
    await page.getByLabel('Your name, as you write it').fill('Ada Example');
    await page.getByLabel('Your e-mail address').fill(email);
    await page.getByLabel('The country you live in').selectOption('US');
    await page.getByLabel('State').selectOption('IL');
    await page.getByLabel('The language you answer in').selectOption('en');
    await expectToBeUsable();
    await page.reload();
    expect(await page.getByLabel('Your name, as you write it').inputValue()).toBe('Ada Example');
    await button('Continue').click();
    await heading('Requirements').waitFor();
    await page.getByText('Three years of financial modelling').waitFor();
    await expectToBeUsable();
    await button('Continue').click();
    await heading('Check your answers').waitFor();
    await page.getByText('Illinois, United States').waitFor();
    await expectToBeUsable();
    await button('Send application').click();
    await heading('Check your mail').waitFor();
    await expectToBeUsable();
    await page.getByLabel('The 6 digits of the mail').fill(await house.mailbox.code(email));
    await button('Sign in').click();

    await heading('Home').waitFor();
    await page.getByRole('link', { name: 'To the interview' }).waitFor();
    await page.getByText('Interview ready').waitFor();
    await expectToBeUsable();
    await page.getByRole('link', { name: opening.title }).click();
    await heading(opening.title).waitFor();
    await page.locator('[aria-current=step]', { hasText: 'Interview ready' }).waitFor();
    await expectToBeUsable();

    // What happens elsewhere is shown without being asked for.
    const { data } = await (await page.request.get(url('/v1/me/interviews'))).json();
    const human = await page.request.post(url(`/v1/interviews/${data[0].id}/human-path`));
    expect((await human.json()) as Interview).toMatchObject({ state: 'human_path' });
    await page.locator('[aria-current=step]', { hasText: 'With a person' }).waitFor();

    await button('Withdraw').click();
    await page.getByRole('dialog', { name: 'Withdraw this application?' }).waitFor();
    await expectToBeUsable();
    await button('Keep application').click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await button('Withdraw').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click();
    await page.getByText('At your request.').first().waitFor();
    expect(await button('Withdraw').count()).toBe(0);
  }, 60_000);

  it('ask nobody who is signed in who they are, in Arabic as well, and give out what is known of them', async () => {
    const { house, page } = visit;
    await visit.speakArabic();
    const email = 'huda@applicants.example';
    const body = { email, displayName: 'هدى', region: 'EG', language: 'en', locale: 'ar' };
    await house.anonymous.post(`/v1/openings/${opening.id}/applications`, body);
    const code = await house.mailbox.code(email);
    await page.goto(url('/login?next=%2Fme%2Fdata'));
    await page.getByLabel('عنوان بريدك الإلكتروني').fill(email);
    await expectToBeUsable();
    await button('إرسال رمز').click();
    await page.getByLabel('الأرقام الستة في الرسالة').fill(
      await poll(
        'A newer code',
        async () => {
          const newest = await house.mailbox.code(email);
          return newest === code ? null : newest;
        },
        15_000,
      ),
    );
    await button('تسجيل الدخول').click();
    await heading('بياناتي').waitFor();
    await page.getByText('هدى', { exact: true }).waitFor();
    await expectToBeUsable();
    const [download] = await Promise.all([page.waitForEvent('download'), button('تنزيل بياناتي').click()]);
    const file = JSON.parse(readFileSync(await download.path(), 'utf8'));
    expect(file).toMatchObject({ profile: { displayName: 'هدى' }, applications: [{ openingId: opening.id }] });
    expect(file.interviews).toHaveLength(1);

    await page.goto(url(`/jobs/${opening.id}/apply`));
    await page.getByText('مقدّم الطلب').waitFor();
    expect(await page.getByLabel('عنوان بريدك الإلكتروني').count()).toBe(0);
    await page.goto(url('/me'));
    await page.getByRole('link', { name: 'إلى المقابلة' }).waitFor();
    await expectToBeUsable();
  }, 60_000);

  it('tell how it was decided once somebody has, and let their video be deleted, with a certificate', async () => {
    const { house, page } = visit;
    const applicant = await makeApplicant(house, opening.id, 'grace');
    const { application } = applicant;
    await applicant.consent();
    const text = sampleAnswer('good');
    await applicant.write('q1', text);
    await applicant.submit();
    await house.settle();
    await visit.signIn(applicant);
    const ownPages = page.getByRole('navigation', { name: 'Your pages' });
    await page.goto(url(`/me/applications/${application.id}/result`));
    await page.getByText('Nobody has decided yet.').waitFor();
    await recruiter.api.post(`/v1/applications/${application.id}/scorecard/readings`);
    const note = 'For colleagues alone.';
    await decideOn(recruiter.api, application.id, { kind: 'not_select', reasonCode: 'position_filled', note });

    await ownPages.getByRole('link', { name: 'Applications' }).click();
    await heading('Your applications').waitFor();
    await expectToBeUsable();
    await page.getByRole('link', { name: opening.title }).click();
    await page.getByRole('link', { name: 'See why' }).click();
    await heading('How this was decided').waitFor();
    await page.getByText('Reason: the position is filled.').waitFor();
    await page.getByText('A demonstration engine compared your words').waitFor();
    await page.getByText('What would have raised it').first().waitFor();
    const quotes = await page.locator('blockquote').allTextContents();
    expect(quotes.length).toBeGreaterThan(2);
    expect(quotes.filter((quote) => !text.includes(quote))).toEqual([]);
    expect(await page.getByText(/^Level \d/).count()).toBe(0);
    await expectToBeUsable();

    await ownPages.getByRole('link', { name: 'My data' }).click();
    await page.getByRole('listitem').filter({ hasText: opening.title }).first().waitFor();
    await button('Delete my video').click();
    await page.getByRole('dialog', { name: 'Delete your video?' }).waitFor();
    await expectToBeUsable();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete my video' }).click();
    await page.getByText(/^Deleted on .*: recordings, copies, transcripts\.$/).waitFor();
    await expectToBeUsable();
    const [download] = await Promise.all([page.waitForEvent('download'), button('Download certificate').click()]);
    const certificate = JSON.parse(readFileSync(await download.path(), 'utf8'));
    const verdict = await house.anonymous.post('/v1/deletion-certificates/verify', { certificate });
    expect(verdict).toEqual({ valid: true, problem: null });
    await page.goto(url(`/me/applications/${application.id}/result`));
    await page.getByText('Your words were deleted with your recordings.').first().waitFor();
    expect(await page.evaluate<number>(`document.querySelector('header').offsetHeight`)).toBeLessThan(100);
    await expectToBeUsable();
  }, 60_000);

  it('lead staff to the console', async () => {
    const { page } = visit;
    await visit.signIn(recruiter);
    await page.goto(url('/me'));
    await page.waitForURL(url('/console'));
    await page.getByRole('navigation', { name: 'Console' }).getByRole('link', { name: 'Reviews' }).waitFor();
    await heading('Work').waitFor();
    await expectToBeUsable();
  });
});
