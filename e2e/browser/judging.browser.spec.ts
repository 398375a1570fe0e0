import type { StaffOpening } from '@guildhall/messages/applicants';
import type { ApplicantClient } from '../../tools/client/applicant.js';
import type { StaffAccount } from '../../tools/client/staff.js';
import { desk, telephone } from '../support/browser.js';
import { Exhibition } from '../support/exhibition.js';
import { makeApplicant, makeOpening, sampleAnswer, sampleRecording } from '../support/opening.js';
import { phrase } from '../support/phrases.js';

/** The pages of those who judge, in every state that they can be in. */
describe('the pages of judging', () => {
  const shown = Exhibition.of('judging');
  let recruiter: StaffAccount;
  let reviewer: StaffAccount;
  let opening: StaffOpening;
  let recorded: ApplicantClient;

  beforeAll(async () => {
    recruiter = await shown.house.invite('recruiter', ['recruiter']);
    reviewer = await shown.house.invite('reviewer', ['reviewer']);
    opening = await makeOpening(recruiter.api);
    await recruiter.api.post(`/v1/openings/${opening.id}/staff`, { staffId: reviewer.id });
    recorded = await makeApplicant(shown.house, opening.id, 'recorded');
    await recorded.consent();
    await recorded.answer('q1', sampleRecording('good'));
    await recorded.write('q2', sampleAnswer('mediocre'));
    await recorded.submit();
    await shown.house.settle();
  }, 240_000);

  it('of a blind review', async () => {
    await shown.signIn(reviewer);
    await shown.open(`/console/reviews/${recorded.application.id}`, 'review:applicant');
    await shown.page.locator('audio').waitFor();
    await shown.show('review');
    await shown.page.getByRole('switch').first().press('Space');
    await shown.page.locator('video').waitFor();
    await shown.show('review-with-picture');
    await shown.button('review:markSentence').first().click();
    await shown.page.setViewportSize(desk);
    await shown.page.locator('main [role=radio]').nth(3).click();
    await shown.show('review-rated-one');
    // On a telephone the ratings are a part of their own.
    await shown.page.setViewportSize(telephone);
    await shown.page.getByText(phrase('en', 'review:ratings')).click();
    await shown.show('review-ratings');
    for (let next = 1; next < 3; next += 1) {
      await shown.button('review:next').click();
      await shown.page.locator('main [role=radio]').nth(1).click();
    }
    await shown.button('review:save').click();
    const dialog = shown.page.getByRole('dialog');
    await dialog.waitFor();
    await shown.show('review-sure', { byKeyboard: false });
    await dialog.getByRole('button', { name: phrase('en', 'review:save') }).click();
    await shown.words('review:savedTitle').waitFor();
    await shown.show('review-revealed');
    await shown.button('review:change').click();
    await shown.page.getByLabel(/^New level for B/).selectOption('5');
    await shown.button('review:saveChanges').click();
    await shown.words('review:needsReason').waitFor();
    await shown.show('review-changing');
    await shown.field('review:reason').selectOption('missed_evidence');
    await shown.button('review:saveChanges').click();
    await shown.words('review:doneChanged').waitFor();
    await shown.show('review-concluded');
  }, 240_000);

  it('of a candidate, and of the decision', async () => {
    await shown.signIn(recruiter);
    const path = `/console/applications/${recorded.application.id}`;
    await shown.open(path, recorded.details.name);
    await shown.page.locator('video').waitFor();
    await shown.show('candidate');
    await shown.page.setViewportSize(telephone);
    for (const tab of ['transcript', 'scorecard', 'history']) {
      await shown.page.locator('label', { hasText: phrase('en', `candidate:tabs.${tab}`) }).click();
      await shown.show(`candidate-${tab}`);
    }
    await shown.button('candidate:decide.open').click();
    await shown.page.getByRole('dialog').waitFor();
    await shown.show('decision', { byKeyboard: false });
    await shown.button('candidate:decide.act').click();
    await shown.words('candidate:decide.needsKind').waitFor();
    await shown.page.getByRole('radio', { name: phrase('en', 'candidate:choice.advance') }).click();
    await shown.field('candidate:decide.reason').selectOption('strong_evidence');
    await shown.show('decision-preview', { byKeyboard: false });
    const refuse = { status: 409, contentType: 'application/problem+json', body: '{"code":"decision_needs_review"}' };
    await shown.page.route('**/decisions', (route) => route.fulfill(refuse), { times: 1 });
    await shown.button('candidate:decide.act').click();
    await shown.words('candidate:refused.toReview').waitFor();
    await shown.show('decision-refused', { byKeyboard: false });
    await shown.button('candidate:decide.act').click();
    await shown.page.getByRole('dialog').waitFor({ state: 'detached' });
    await shown.show('candidate-decided');
  }, 240_000);

  it('of one who is not ranked, and of one without an interview', async () => {
    const offTopic = await makeApplicant(shown.house, opening.id, 'off-topic');
    await offTopic.consent();
    await offTopic.write('q1', sampleAnswer('offtopic'));
    await offTopic.submit();
    await shown.house.settle();
    await shown.signIn(recruiter);
    await shown.open(`/console/applications/${offTopic.application.id}`, offTopic.details.name);
    await shown.words('resultCodes:held.off_topic').waitFor();
    await shown.show('candidate-held-out');
    await shown.page.setViewportSize(desk);
    const invited = await makeApplicant(shown.house, opening.id, 'invited');
    await shown.open(`/console/applications/${invited.application.id}`, invited.details.name);
    await shown.words('candidate:notYet').waitFor();
    await shown.show('candidate-nothing-yet');
    await shown.open(`/console/reviews/${invited.application.id}`, 'review:gone');
    await shown.show('review-nothing-yet');
  }, 120_000);
});
