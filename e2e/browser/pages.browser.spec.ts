import type { StaffOpening } from '@guildhall/messages/applicants';
import type { ApplicantClient } from '../../tools/client/applicant.js';
import { decideOn } from '../../tools/client/offer.js';
import type { StaffAccount } from '../../tools/client/staff.js';
import { desk } from '../support/browser.js';
import { Exhibition } from '../support/exhibition.js';
import { makeApplicant, makeOpening, sampleRecording } from '../support/opening.js';
import { beginning, phrase } from '../support/phrases.js';

const dayMs = 24 * 3_600_000;
/** It may go faster than anybody looks. */
const deleting = new RegExp(
  ['going', 'looking', 'deleted'].map((state) => phrase('en', `recordings:${state}`).source).join('|'),
);

/** Every page of an applicant but the room, and those of a plan, in every state that they can be in. */
describe('the pages', () => {
  const shown = Exhibition.of('pages');
  let recruiter: StaffAccount;
  let opening: StaffOpening;

  beforeAll(async () => {
    recruiter = await shown.house.invite('recruiter', ['recruiter']);
    opening = await makeOpening(recruiter.api, {
      languages: ['en', 'ar'],
      countries: ['US', 'EG'],
      requirements: ['Three years of financial modelling', 'You may work in the country you live in'],
      transcriptCheckHours: 48,
    });
  });

  it('of openings and of an application', async () => {
    await shown.open('/jobs', 'openings:title');
    await shown.page.getByRole('link', { name: opening.title }).waitFor();
    await shown.show('openings');
    await shown.open('/jobs?language=zh', 'openings:title');
    await shown.words('openings:none').waitFor();
    await shown.show('openings-none');
    await shown.open(`/jobs/${opening.id}`, opening.title);
    await shown.show('opening');
    await shown.open('/jobs/opn_00000000000070008000000000000000', 'shared:missingTitle');
    await shown.show('missing');

    await shown.open(`/jobs/${opening.id}/apply`, 'apply:you');
    await shown.show('apply-you');
    await shown.button('shared:continue').click();
    await shown.words('apply:fault.country').waitFor();
    await shown.show('apply-you-faults');
    await shown.field('apply:displayName').fill('Ada Example');
    await shown.field('apply:email').fill('ada@applicants.example');
    await shown.field('apply:country').selectOption('EG');
    await shown.field('apply:language').selectOption('en');
    await shown.button('shared:continue').click();
    await shown.heading('apply:requirements').waitFor();
    await shown.show('apply-requirements');
    await shown.button('shared:continue').click();
    await shown.heading('apply:check').waitFor();
    await shown.show('apply-check');
    await shown.button('apply:send').click();
    await shown.heading('apply:sentTitle').waitFor();
    await shown.show('apply-sent');
    await shown.field('signIn:code').fill('000000');
    await shown.button('signIn:signIn').click();
    await shown.words('signIn:wrong').waitFor();
    await shown.show('sign-in-wrong-code');
  });

  it('of an opening that is closed', async () => {
    const closed = await makeOpening(recruiter.api, { title: 'A closed opening' });
    await recruiter.api.post(`/v1/openings/${closed.id}/close`);
    await shown.open(`/jobs/${closed.id}`, closed.title);
    await shown.words('openings:closed').waitFor();
    await shown.show('opening-closed');
  });

  it('of signing in', async () => {
    await shown.open('/login', 'signIn:title');
    await shown.show('sign-in');
    await shown.field('signIn:email').fill('nobody@applicants.example');
    await shown.button('signIn:send').click();
    await shown.words('signIn:sent').waitFor();
    await shown.show('sign-in-code');
    await shown.open(`/verify#token=ghl_${'a'.repeat(43)}`, 'signIn:confirmTitle');
    await shown.show('confirm');
    await shown.button('signIn:confirm').click();
    await shown.words('signIn:linkUsed').waitFor();
    await shown.show('confirm-used');
    await shown.open('/login?way=password', 'signIn:title');
    await shown.button('signIn:signIn').click();
    await shown.words('signIn:passwordNeeded').waitFor();
    await shown.show('sign-in-password');
    await shown.signIn(await shown.house.invite('finance', ['finance']));
    await shown.open('/console', 'shared:staff.title');
    await shown.show('staff-without-pages');
  });

  it('of somebody who is invited', async () => {
    const applicant = await arrive('invited');
    await shown.open('/me', 'me:home');
    await shown.words('me:record').waitFor();
    await shown.show('home-record');
    await shown.open(`/me/applications/${applicant.application.id}`, opening.title);
    await shown.show('application-ready');
    await shown.open(`/me/applications/${applicant.application.id}/result`, 'result:title');
    await shown.show('result-not-yet');
    await shown.open('/me/applications', 'me:applications');
    await shown.show('applications');
    await shown.open(`/me/applications/${applicant.application.id}`, opening.title);
    await shown.button('me:withdraw').click();
    await shown.page.getByRole('dialog').waitFor();
    await shown.show('application-withdraw');
    await shown.open('/me/data', 'me:data');
    await shown.show('data');
    const interview = `/me/interviews/${applicant.interviewId}`;
    await shown.open(`${interview}/consent`, 'consent:title');
    await shown.show('consent');
    await shown.button('consent:instead').click();
    await shown.words('consent:yes').waitFor();
    await shown.show('consent-person-instead');
    await shown.open(`${interview}/adjustments`, 'adjustments:title');
    await shown.show('adjustments');
    await shown.open(`${interview}/check`, 'check:title');
    await shown.words('check:off').waitFor();
    await shown.show('check-no-camera');
    await shown.open(`${interview}/transcript`, 'transcript:title');
    await shown.show('transcript-nothing-yet');
  });

  it('of somebody who is with a person, and of somebody who has withdrawn', async () => {
    const withPerson = await arrive('with-person');
    await withPerson.api.post(`/v1/interviews/${withPerson.interviewId}/human-path`);
    await shown.house.settle();
    await shown.open(`/me/interviews/${withPerson.interviewId}/consent`, 'consent:title');
    await shown.words('consent:human').waitFor();
    await shown.show('consent-human');
    await shown.open(`/me/applications/${withPerson.application.id}`, opening.title);
    await shown.show('application-with-person');
    await shown.page.clock.setFixedTime(new Date(shown.house.clock.now().getTime() + 60 * dayMs));
    await shown.open(`/me/applications/${withPerson.application.id}`, opening.title);
    await shown.words('me:late').waitFor();
    await shown.show('application-late');
    await shown.open('/me', 'me:home');
    await shown.show('home-late');

    const withdrawn = await arrive('withdrawn');
    await withdrawn.api.post(`/v1/me/applications/${withdrawn.application.id}/withdraw`);
    await shown.house.settle();
    await shown.open(`/me/applications/${withdrawn.application.id}`, opening.title);
    await shown.show('application-withdrawn');
    await shown.open('/me', 'me:home');
    await shown.show('home-nothing');
  });

  it('of somebody who has recorded, and corrects what was heard', async () => {
    const applicant = await arrive('recorded');
    await applicant.consent();
    await applicant.answer('q1', sampleRecording('short'));
    const { id: applicationId } = applicant.application;
    await shown.open(`/me/applications/${applicationId}`, opening.title);
    await shown.show('application-started');
    await applicant.submit();
    await shown.house.settle();
    const transcript = `/me/interviews/${applicant.interviewId}/transcript`;
    await shown.open(transcript, 'transcript:title');
    await shown.button('transcript:edit').first().waitFor();
    await shown.show('transcript');
    await shown.button('transcript:edit').first().click();
    await shown.field('transcript:editing').waitFor();
    await shown.show('transcript-editing');
    await shown.page
      .getByLabel(phrase('en', 'transcript:editing'))
      .fill('Something else entirely, which nobody heard me say.');
    await shown.button('transcript:save').click();
    await shown.field('transcript:editing').waitFor({ state: 'detached' });
    await shown.show('transcript-corrected');
    await shown.open(`/me/applications/${applicationId}`, opening.title);
    await shown.show('application-transcript');
    await shown.open('/me', 'me:home');
    await shown.show('home-transcript');
    await applicant.api.post(`/v1/interviews/${applicant.interviewId}/transcripts/confirm`);
    await shown.house.settle();
    await shown.open(transcript, 'transcript:title');
    await shown.words('transcript:over').waitFor();
    await shown.show('transcript-over');
    await shown.button('transcript:report').first().click();
    await shown.field('transcript:reportLabel').waitFor();
    await shown.show('transcript-report');
  }, 240_000);

  it('of a decision, and of a deletion', async () => {
    const applicant = await arrive('decided');
    await applicant.consent();
    await applicant.answer('q1', sampleRecording('good'));
    await applicant.submit();
    await shown.house.settle();
    await applicant.api.post(`/v1/interviews/${applicant.interviewId}/transcripts/confirm`);
    await shown.house.settle();
    const { id: applicationId } = applicant.application;
    await shown.open(`/me/applications/${applicationId}`, opening.title);
    await shown.show('application-decision-pending');
    await recruiter.api.post(`/v1/applications/${applicationId}/scorecard/readings`);
    await decideOn(recruiter.api, applicationId, { kind: 'hold', reasonCode: 'second_opinion' });
    await shown.house.settle();
    await shown.open(`/me/applications/${applicationId}`, opening.title);
    await shown.show('application-on-hold');
    await decideOn(recruiter.api, applicationId, { kind: 'not_select', reasonCode: 'evidence_insufficient' });
    await shown.house.settle();
    await shown.open(`/me/applications/${applicationId}`, opening.title);
    await shown.show('application-not-selected');
    await shown.open(`/me/applications/${applicationId}/result`, 'result:title');
    await shown.words('result:quotes').waitFor();
    await shown.show('result');
    await shown.open('/me/data', 'me:data');
    await shown.page.getByText(beginning(phrase('en', 'recordings:recorded'))).waitFor();
    await shown.show('data-recorded');
    await shown.button('recordings:delete').click();
    await shown.page.getByRole('dialog').waitFor();
    await shown.show('data-delete');
    await shown.page
      .getByRole('dialog')
      .getByRole('button', { name: phrase('en', 'recordings:delete') })
      .click();
    await shown.page.getByText(deleting).first().waitFor();
    await shown.show('data-deleting', { byKeyboard: false });
    await shown.house.settle();
    await shown.open('/me/data', 'me:data');
    await shown.button('recordings:certificate').waitFor();
    await shown.show('data-deleted');
    await shown.open(`/me/applications/${applicationId}/result`, 'result:title');
    await shown.words('result:quotesGone').waitFor();
    await shown.show('result-quotes-gone');
  }, 240_000);

  it('of a plan, from its beginning to its publication', async () => {
    // On telephones a plan is read, not changed.
    const widen = () => shown.page.setViewportSize(desk);
    await shown.signIn(recruiter);
    await shown.open('/console/rubrics', 'rubrics:title');
    await shown.page.getByRole('link', { name: 'Financial analyst' }).first().waitFor();
    await shown.show('plans');
    await shown.page.getByRole('link', { name: 'Financial analyst' }).first().click();
    await shown.page.getByText(beginning(phrase('en', 'rubrics:usedBy'))).waitFor();
    await shown.show('plan-in-use');
    await shown.open('/console/rubrics?new', 'rubrics:begin.title');
    await shown.show('plan-begin');
    await shown.button('rubrics:begin.act').click();
    await shown.words('rubrics:begin.nameNeeded').waitFor();
    await shown.field('rubrics:begin.name').fill('Cooks');
    await shown.button('rubrics:begin.act').click();
    await widen();
    await shown.words('editor:weights.right').waitFor();
    await shown.show('plan-criteria');
    await widen();
    await shown.button('editor:addCriterion').click();
    await shown.field('editor:criterion.name').fill('Leads a kitchen');
    await shown.field('rubrics:level').first().fill('Shows a confident and friendly tone.');
    await shown.page
      .getByLabel(/^Weight of/)
      .first()
      .fill('25');
    await shown.words('editor:weights.tooFew').waitFor();
    await shown.button('editor:addPoint').click();
    await shown.page.getByText(phrase('en', 'editor:point.offline')).click();
    await shown.show('plan-changed');
    await widen();
    await shown.button('editor:save').click();
    await shown.words('editor:fault.some').waitFor();
    await shown.show('plan-faults', { byKeyboard: false });
    await widen();
    await shown.page
      .getByRole('button', { name: /^Remove/ })
      .nth(3)
      .click();
    await shown.words('editor:removed').waitFor();
    await shown.button('editor:save').click();
    await shown.page.getByText(beginning(phrase('en', 'shared:saved'))).waitFor();
    await shown.page
      .getByRole('link', { name: phrase('en', 'rubrics:steps.publish') })
      .first()
      .click();
    await shown.words('rubrics:publish.broken').waitFor();
    await shown.show('plan-not-publishable');
    await widen();
    await shown.button('rubrics:publish.mend').first().click();
    await shown.page
      .getByLabel(/^Weight of/)
      .first()
      .fill('35');
    await shown
      .field('editor:preview.answer')
      .fill(
        'I would check that the chicken reaches seventy five degrees in the middle with a thermometer for two minutes.',
      );
    await shown.field('editor:preview.question').selectOption('q2');
    await shown
      .field('editor:preview.answer')
      .fill('The rice had been out for three hours, so I threw it away and wrote it down in the log with the time.');
    await shown.button('editor:preview.saveAndAct').click();
    await shown.words('editor:preview.marked').waitFor();
    await shown.show('plan-preview');
    await widen();
    await shown.page.getByRole('link', { name: phrase('en', 'rubrics:steps.questions') }).click();
    await shown.words('editor:question.seen').waitFor();
    await shown.show('plan-questions');
    await widen();
    await shown.page
      .getByRole('link', { name: phrase('en', 'rubrics:steps.publish') })
      .first()
      .click();
    await shown.words('rubrics:publish.forever').waitFor();
    await shown.show('plan-differences');
    await widen();
    await shown.button('rubrics:publish.act').click();
    await shown.words('rubrics:publish.published').waitFor();
    await shown.show('plan-published');
  }, 360_000);

  async function arrive(name: string): Promise<ApplicantClient> {
    const applicant = await makeApplicant(shown.house, opening.id, name);
    await shown.signIn(applicant);
    return applicant;
  }
});
