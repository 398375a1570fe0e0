import { readFileSync } from 'node:fs';
import type { StaffOpening } from '@guildhall/messages/applicants';
import type { CandidateExportBatch, ShortlistPage } from '@guildhall/messages/interviews';
import type { FakeOpenAi } from '@guildhall/testing';
import { parse } from 'csv-parse/sync';
import { fakeModels, modelSettings } from '../../apps/interviews/test/fake-model-answers.js';
import type { StaffAccount } from '../../tools/client/staff.js';
import { desk } from '../support/browser.js';
import { Exhibition } from '../support/exhibition.js';
import { makeApplicant, sampleAnswer } from '../support/opening.js';

type ExportedRow = Pick<CandidateExportBatch['data'][number], 'applicationId' | 'rank'> & { name: string };

/** With a model, so that results have figures: an opening from a template, those who answer, and what a recruiter and an admin do by the pages. */
describe('the work of a recruiter', () => {
  let models: FakeOpenAi;
  const shown = Exhibition.with('recruiting', async () => {
    models = await fakeModels('good');
    return modelSettings(models);
  });
  let recruiter: StaffAccount;
  let opening: StaffOpening;

  beforeAll(async () => {
    recruiter = await shown.house.invite('recruiter', ['recruiter']);
  });

  afterAll(async () => await models?.close());

  beforeEach(async () => {
    await shown.signIn(recruiter);
    await shown.page.setViewportSize(desk);
  });

  async function answered(name: string): Promise<void> {
    const applicant = await makeApplicant(shown.house, opening.id, name);
    await applicant.consent();
    await applicant.write('q1', sampleAnswer(name));
    await applicant.submit();
  }

  const candidates = () => `/console/openings/${opening.id}/candidates`;
  const rows = () => shown.page.locator('tr[data-row]');
  const dialog = () => shown.page.getByRole('dialog');

  /** Of each row whom it is of, and where their band begins. */
  async function ranksShown(): Promise<ExportedRow[]> {
    await rows().first().waitFor();
    return await Promise.all(
      (await rows().all()).map(async (row) => ({
        applicationId: (await row.getAttribute('data-row'))!,
        name: await row.getByRole('link').first().innerText(),
        rank: Number(/\d+/.exec(await row.getByRole('cell').nth(1).innerText())![0]),
      })),
    );
  }

  async function exported(format: 'csv' | 'jsonl'): Promise<string> {
    await shown.button('candidates:export.title').click();
    const [download] = await Promise.all([
      shown.page.waitForEvent('download'),
      shown.page.getByRole('menuitem', { name: format === 'csv' ? /CSV/ : /JSON Lines/ }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(`candidates-${opening.id}.${format}`);
    return readFileSync(await download.path(), 'utf8');
  }

  it('begins with an opening that a template makes, by the pages alone', async () => {
    const { page } = shown;
    await shown.open('/console/openings', 'staffOpenings:title');
    await page.getByRole('link', { name: 'New opening' }).click();
    const plan = shown.field('newOpening:plan');
    await plan.selectOption('template:financial-analyst');
    expect(await plan.locator('option[value^="template:"]').count()).toBe(6);
    await shown.words('newOpening:judged').waitFor();
    await shown.field('newOpening:openingTitle').fill('Analyst by template');
    await shown.field('newOpening:description').fill('Write tasks about figures, and grade what comes back.');
    await shown.field('newOpening:minimum').fill('60');
    await shown.field('newOpening:maximum').fill('95.50');
    await page.getByRole('checkbox', { name: 'English' }).check();
    await shown.field('newOpening:checkHours').fill('0');
    await shown.button('newOpening:make').click();
    await page.getByRole('heading', { level: 1, name: 'Analyst by template' }).waitFor();
    await shown.button('staffOpenings:open').click();
    await dialog().getByRole('button', { name: 'Open for applications' }).click();
    await page.getByText(/^Opened on /).waitFor();
    const openingId = new URL(page.url()).pathname.split('/').at(-1)!;
    opening = await recruiter.api.get<StaffOpening>(`/v1/openings/${openingId}`);
    expect(opening).toMatchObject({ state: 'open', title: 'Analyst by template' });
  }, 120_000);

  it('hands out the ranks as files that say what the page says', async () => {
    for (const answer of ['excellent', 'mediocre', 'weak']) await answered(answer);
    await shown.house.settle();
    await shown.open(candidates(), 'candidates:title');
    const ranks = await ranksShown();
    // A model gives levels: the words are those of the offline engine.
    const levels = await rows().first().locator('td:nth-child(n + 5):nth-child(-n + 7)').allInnerTexts();
    expect(levels).toEqual(levels.map(() => expect.stringMatching(/^[1-5]$/)));
    expect(levels).toHaveLength(3);
    expect(ranks.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Applicant excellent', 'Applicant mediocre', 'Applicant weak']),
    );
    const table = parse(await exported('csv'), { columns: true, bom: true }) as Record<string, string>[];
    expect(table.map(({ applicationId, name, rank }) => ({ applicationId, name, rank: Number(rank) }))).toEqual(ranks);
    const lines = (await exported('jsonl')).trimEnd().split('\n');
    const objects = lines.map((line) => JSON.parse(line) as ExportedRow);
    expect(objects.map(({ applicationId, name, rank }) => ({ applicationId, name, rank }))).toEqual(ranks);
  }, 180_000);

  it('puts two on a list of their own, and looks at them alone', async () => {
    const { page } = shown;
    await shown.open(candidates(), 'candidates:title');
    for (const name of ['Applicant excellent', 'Applicant weak']) {
      await page.getByRole('checkbox', { name: `Select ${name}` }).check();
    }
    await shown.button('candidates:selection.shortlist').click();
    await dialog().getByRole('button', { name: 'Add', exact: true }).click();
    await shown.words('shortlist:nameNeeded').waitFor();
    await dialog().getByLabel('Its name').fill('To be heard again');
    await dialog().getByRole('button', { name: 'Add', exact: true }).click();
    await shown.words('shortlist:added').waitFor();
    await dialog().getByRole('button', { name: 'Close' }).click();

    await shown.button('candidates:filters.title').click();
    await shown.field('candidates:filters.shortlist').selectOption('To be heard again');
    await shown.button('candidates:filters.apply').click();
    await page.getByRole('button', { name: /To be heard again/ }).waitFor();
    await page.getByRole('link', { name: 'Applicant mediocre' }).waitFor({ state: 'detached' });
    const onList = await ranksShown();
    expect(onList.map(({ name }) => name).sort()).toEqual(['Applicant excellent', 'Applicant weak']);
    const listed = parse(await exported('csv'), { columns: true, bom: true }) as Record<string, string>[];
    expect(listed.map(({ name }) => name)).toEqual(onList.map(({ name }) => name));

    await page.getByRole('checkbox', { name: `Select ${onList[0]!.name}` }).check();
    await shown.button('shortlist:takeOff').click();
    await page.getByRole('link', { name: onList[0]!.name }).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: onList[1]!.name }).waitFor();
    expect(await ranksShown()).toEqual([onList[1]]);
    await shown.button('shortlist:delete').click();
    await dialog().getByRole('button', { name: 'Delete this list' }).click();
    await page.getByRole('link', { name: 'Applicant mediocre' }).waitFor();
    expect(await ranksShown()).toHaveLength(3);
    expect((await recruiter.api.get<ShortlistPage>(`/v1/openings/${opening.id}/shortlists`)).data).toEqual([]);
    await shown.button('candidates:filters.title').click();
    await shown.button('candidates:filters.apply').waitFor();
    expect(await shown.field('candidates:filters.shortlist').count()).toBe(0);
  }, 120_000);

  it('goes on with what was parked once an admin has proved who they are and lets it run again', async () => {
    models.chat.next({ kind: 'insufficient_quota' });
    await answered('good');
    await shown.house.settle();
    const operator = await shown.house.invite('operator', ['admin']);
    await shown.signIn(operator);
    await shown.open('/console/operations', 'operations:title');
    const rerun = shown.page.getByRole('button', { name: 'Run again: score-interview' });
    await rerun.waitFor();
    await shown.page.getByText(/^insufficient_quota/).waitFor();
    await shown.show('operations-parked');
    await rerun.click();
    await shown.words('operations:codeSent').waitFor();
    await shown.show('operations-prove', { byKeyboard: false });
    await shown.field('onboarding:payout.code').fill(await shown.house.mailbox.code('operator@staff.example'));
    await shown.page.getByRole('button', { name: 'Run again', exact: true }).first().click();
    await shown.words('operations:runsAgain').waitFor();
    await shown.words('operations:noJobs').waitFor();
    await shown.house.settle();
    await shown.signIn(recruiter);
    await shown.page.setViewportSize(desk);
    await shown.open(candidates(), 'candidates:title');
    await shown.page.getByRole('link', { name: 'Applicant good' }).waitFor();
    expect(await ranksShown()).toHaveLength(4);
  }, 180_000);
});
