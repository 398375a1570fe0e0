import { readFileSync } from 'node:fs';
import type { StaffMember } from '@guildhall/messages/accounts';
import type { ApplicantClient } from '../../tools/client/applicant.js';
import { advance, offerWork } from '../../tools/client/offer.js';
import { accessCodeIn } from '../../tools/client/signer.js';
import type { StaffAccount } from '../../tools/client/staff.js';
import { whenProved } from '../../tools/client/step-up.js';
import { Exhibition } from '../support/exhibition.js';
import { makeApplicant, makeOpening } from '../support/opening.js';
import { type Name, phrase } from '../support/phrases.js';

/** The pages of contracts, of what the first pay waits for, and of an invitation, in every state that they can be in. */
describe('the pages of a contract', () => {
  const shown = Exhibition.of('contracts');
  let recruiter: StaffAccount;
  let openingId: string;

  beforeAll(async () => {
    recruiter = await shown.house.invite('recruiter', ['recruiter']);
    openingId = (await makeOpening(recruiter.api)).id;
  });

  it('from the mail to the seal, and what the first pay waits for', async () => {
    const applicant = await offered('signing');
    await shown.signIn(applicant);
    await shown.open('/me/contracts');
    await shown.show('contracts-to-sign');
    await shown.open('/me/onboarding');
    await shown.show('onboarding-nothing');
    await shown.page.goto(await shown.house.mailbox.link(applicant.details.email));
    await shown.button('signing:begin').waitFor();
    await shown.show('sign-begin');
    await shown.button('signing:begin').click();
    await shown.button('signing:agree.yes').waitFor();
    await shown.show('sign-agree');
    await shown.button('signing:agree.yes').click();
    await shown.field('signing:test.code').waitFor();
    await shown.show('sign-test-file');
    await shown.field('signing:test.code').fill('AAAAAA');
    await shown.button('shared:continue').click();
    await shown.words('signing:test.wrong').waitFor();
    await shown.show('sign-test-file-wrong');
    await shown.field('signing:test.code').fill(await accessCode());
    await shown.button('shared:continue').click();
    await shown.button('signing:code.send').waitFor();
    await shown.show('sign-code');
    await shown.button('signing:code.send').click();
    await shown.field('signing:code.label').fill(await shown.house.mailbox.code(applicant.details.email));
    await shown.show('sign-code-sent');
    await shown.button('shared:continue').click();
    await shown.words('signing:read.page').waitFor();
    await shown.show('sign-read');
    await readToTheEnd();
    await shown.show('sign-nda');
    await sign('signing:sign.button.nda', applicant);
    await shown.button('signing:sign.button.contractor_agreement').waitFor();
    await shown.show('sign-contract');
    await sign('signing:sign.button.contractor_agreement', applicant);
    await shown.heading('signing:done.sealed').waitFor();
    await shown.show('sign-sealed');
    await shown.house.settle();
    await shown.open('/me/contracts');
    await shown.show('contracts-sealed');
    await shown.open('/me');
    await shown.show('home-sealed');
    await shown.open('/me/onboarding');
    await shown.show('onboarding');
    await shown.button('onboarding:tax.send').click();
    await shown.words('onboarding:tax.fault.name').waitFor();
    await shown.show('onboarding-faults');
    await shown.field('onboarding:tax.name').fill('Ada Example');
    await shown.field('onboarding:tax.number').fill('123-45-6789');
    await shown.field('onboarding:tax.certified').check();
    await shown.button('onboarding:tax.send').click();
    await shown.words('onboarding:tax.submitted').waitFor();
    await shown.show('onboarding-submitted');
  }, 240_000);

  it('that is declined, and whose link is used', async () => {
    const applicant = await offered('declining');
    const link = await shown.house.mailbox.link(applicant.details.email);
    await shown.page.goto(link);
    await shown.button('signing:begin').click();
    await shown.button('signing:decline').click();
    await shown.show('sign-decline');
    await shown.button('signing:declining.yes').click();
    await shown.words('signing:declining.needed').waitFor();
    await shown.show('sign-decline-faults');
    await shown.field('signing:declining.rate').check();
    await shown.button('signing:declining.yes').click();
    await shown.heading('signing:ended.declinedTitle').waitFor();
    await shown.show('sign-declined');
    await shown.signIn(applicant);
    await shown.open('/me/contracts');
    await shown.show('contracts-declined');
    const other = await shown.context.newPage();
    await other.goto(link);
    await other.getByRole('button', { name: phrase('en', 'signing:begin') }).click();
    await other.getByText(phrase('en', 'signing:ended.used')).waitFor();
    await shown.show('sign-used', { page: other });
  }, 180_000);

  it('and of an invitation to work here', async () => {
    const email = 'colleague@staff.example';
    const member = { email, displayName: 'New Colleague', roles: ['reviewer'] };
    await whenProved(shown.house.prover, (api) => api.post<StaffMember>('/v1/staff', member));
    const link = await shown.house.mailbox.link(email);
    await shown.page.goto(link);
    await shown.button('invitation:accept').waitFor();
    await shown.show('invitation');
    await shown.page.getByLabel('Password', { exact: true }).fill('a password of my own');
    await shown.button('invitation:accept').click();
    await shown.words('invitation:hello').waitFor();
    await shown.show('invitation-accepted');
    await shown.page.goto('about:blank');
    await shown.page.goto(link);
    await shown.page.getByLabel('Password', { exact: true }).fill('another password of mine');
    await shown.button('invitation:accept').click();
    await shown.heading('invitation:usedTitle').waitFor();
    await shown.show('invitation-used');
  }, 120_000);

  /** Work is offered, and its contract mailed. */
  async function offered(name: string): Promise<ApplicantClient> {
    const applicant = await makeApplicant(shown.house, openingId, name);
    await advance(recruiter.api, applicant.application.id);
    await offerWork(recruiter.api, applicant.application.id);
    await shown.house.settle();
    return applicant;
  }

  async function accessCode(): Promise<string> {
    const [download] = await Promise.all([
      shown.page.waitForEvent('download'),
      shown.button('signing:test.download').click(),
    ]);
    return await accessCodeIn(readFileSync(await download.path()));
  }

  /** Page by page, until the field for the name is there; between two pages there may be neither for a moment. */
  async function readToTheEnd(): Promise<void> {
    const next = shown.button('signing:read.next');
    const name = shown.field('signing:sign.name');
    for (;;) {
      await next.or(name).first().waitFor();
      if ((await name.count()) > 0) return;
      const counter = shown.page.getByText(phrase('en', 'signing:read.page'));
      const before = await counter.textContent();
      await next.click();
      await shown.page.getByText(before!, { exact: true }).waitFor({ state: 'detached' });
    }
  }

  async function sign(name: Name, { details }: ApplicantClient): Promise<void> {
    if ((await shown.button(name).count()) === 0) await readToTheEnd();
    await shown.field('signing:sign.name').fill(details.name);
    await shown.button(name).click();
  }
});
