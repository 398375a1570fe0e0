import type { StaffOpening } from '@guildhall/messages/applicants';
import type { StaffAccount } from '../../tools/client/staff.js';
import { Exhibition } from '../support/exhibition.js';
import { makeApplicant, makeOpening, sampleAnswer, samplePlan } from '../support/opening.js';
import { phrase } from '../support/phrases.js';
import {
  type PlayedCriterion,
  play,
  playedCandidates,
  playedComparison,
  playedMoves,
  playedParkedJobs,
  playedSentences,
  playedSpending,
  playedWaitingJobs,
  playedWhatIf,
  playedWork,
} from '../support/played-console.js';

const { criteria } = samplePlan as { criteria: PlayedCriterion[] };

/** Every page of the console but those of one application; what the offline engine has no figures for is played to the page. */
describe('the console', () => {
  const shown = Exhibition.of('console');
  let recruiter: StaffAccount;
  let opening: StaffOpening;

  beforeAll(async () => {
    recruiter = await shown.house.invite('recruiter', ['recruiter']);
    opening = await makeOpening(recruiter.api, {
      requirements: ['Three years of financial modelling'],
      countries: ['US', 'EG'],
    });
    for (const answer of ['excellent', 'mediocre', 'weak']) {
      const applicant = await makeApplicant(shown.house, opening.id, answer);
      await applicant.consent();
      await applicant.write('q1', sampleAnswer(answer));
      await applicant.submit();
    }
    const withPerson = await makeApplicant(shown.house, opening.id, 'with-person');
    await withPerson.api.post(`/v1/interviews/${withPerson.interviewId}/human-path`);
    await shown.house.settle();
  }, 120_000);

  beforeEach(async () => await shown.signIn(recruiter));

  it('of what waits', async () => {
    await play(shown.page, /\/v1\/me\/work$/, () => playedWork(shown.house.clock.now()));
    await shown.open('/console', 'work:title');
    await shown.words('work:decisions').waitFor();
    await shown.show('work');
    await play(shown.page, /\/v1\/me\/work$/, () => ({ decisions: [], reviews: [], appeals: [], parkedJobs: null }));
    await shown.open('/console', 'work:title');
    await shown.words('work:nothing').waitFor();
    await shown.show('work-nothing');
    await shown.open('/console/reviews', 'reviewQueue:title');
    await shown.show('reviews');
  }, 120_000);

  it('of openings', async () => {
    await shown.open('/console/openings', 'staffOpenings:title');
    await shown.show('openings');
    await shown.open(`/console/openings/${opening.id}`, opening.title);
    await shown.words('staffOpenings:questions').waitFor();
    await shown.show('opening');
    await shown.button('staffOpenings:close').click();
    await shown.page.getByRole('dialog').waitFor();
    await shown.show('opening-close');
    await shown.open('/console/openings/new', 'newOpening:title');
    await shown.field('newOpening:plan').selectOption('template:physician');
    await shown.button('newOpening:make').click();
    await shown.words('newOpening:fault.languages').waitFor();
    await shown.show('new-opening-faults');
  }, 120_000);

  it('of candidates whom the offline engine has compared', async () => {
    await shown.open(`/console/openings/${opening.id}/candidates`, 'candidates:title');
    await shown.words('candidates:baselineLegend').waitFor();
    await shown.words('candidates:notRanked.asked_for_a_person').waitFor();
    await shown.show('candidates-in-words');
  }, 120_000);

  it('of candidates with figures', async () => {
    const path = `/console/openings/${opening.id}/candidates`;
    await play(shown.page, /\/v1\/openings\/[^/]+\/candidates\?/, () => playedCandidates(criteria));
    await play(shown.page, /\/transcript-search\?/, playedSentences);
    await play(shown.page, /\/what-if$/, () => playedWhatIf(criteria));
    await play(shown.page, /\/v1\/openings\/[^/]+\/decisions$/, playedMoves);
    await shown.open(`${path}?stage=evaluated&country=US&level=task_design:3&review=no&q=annual`, 'candidates:title');
    await shown.words('candidates:legend').waitFor();
    await shown.button('candidates:filters.title').click();
    await shown.button('candidates:filters.apply').waitFor();
    await shown.show('candidates-filters');
    await shown.open(path, 'candidates:title');
    await shown.words('candidates:legend').waitFor();
    await shown.show('candidates');
    for (const index of [0, 1]) await shown.page.getByRole('checkbox').nth(index).check();
    await shown.button('candidates:selection.compare').waitFor();
    await shown.show('candidates-selected');
    await shown.button('candidates:selection.move').click();
    await shown.page.getByRole('dialog').waitFor();
    await shown.page.getByLabel(phrase('en', 'candidates:move.kind.hold')).check();
    await shown.show('candidates-decide', { byKeyboard: false });
    await shown.field('candidates:move.reason').selectOption('second_opinion');
    await shown.page
      .getByRole('dialog')
      .getByRole('button', { name: phrase('en', 'candidates:move.send') })
      .click();
    await shown.words('candidates:move.outcome').waitFor();
    await shown.show('candidates-moved');
    await shown.button('candidates:move.close').click();
    await shown.button('candidates:whatIf.title').click();
    await shown.button('candidates:whatIf.show').waitFor();
    await shown.show('candidates-what-if-weights', { byKeyboard: false });
    await shown.button('candidates:whatIf.show').click();
    await shown.button('candidates:whatIf.end').waitFor();
    await shown.show('candidates-what-if');
  }, 240_000);

  it('of a comparison', async () => {
    await play(shown.page, /\/comparison\?/, () => playedComparison(criteria));
    const ids = playedCandidates(criteria).data.map(({ applicationId }) => applicationId);
    const path = `/console/openings/${opening.id}/compare`;
    await shown.open(path, 'comparison:title');
    await shown.show('compare-nobody');
    await shown.open(`${path}?ids=${ids.slice(0, 2).join(',')}`, 'comparison:title');
    await shown.words('comparison:tied').waitFor();
    await shown.show('compare');
  }, 120_000);

  it('of operations', async () => {
    await shown.signIn({ api: shown.house.admin });
    await play(shown.page, /parked-jobs\?service=interviews/, playedParkedJobs);
    await shown.open('/console/operations', 'operations:title');
    await shown.button('operations:rerunOf').waitFor();
    await shown.words('operations:noneLate').waitFor();
    await shown.words('operations:nothingSpent').waitFor();
    await shown.show('operations');
    const other = await makeOpening(recruiter.api);
    const ids: [string, string] = [opening.id, other.id];
    await play(shown.page, /waiting-jobs\?service=interviews/, playedWaitingJobs);
    await play(shown.page, /operations\/spending$/, () => playedSpending(shown.house.clock.now(), ids));
    await shown.open('/console/operations', 'operations:title');
    await shown.words('operations:oldest').waitFor();
    await shown.words('operations:capReached').waitFor();
    await shown.show('operations-late');
  }, 120_000);
});
