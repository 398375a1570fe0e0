import type { PlanVersion } from '@guildhall/messages/interviews';
import type { StaffAccount } from '../tools/client/staff.js';
import { desk, telephone } from './support/browser.js';
import { sampleAnswer } from './support/opening.js';
import { Visit } from './support/visit.js';

const anchor = 'Names one source and reads every figure in it, from the first to the last.';

describe('The editor of plans', () => {
  const visit = Visit.at(desk);
  const { url, heading, button, expectToBeUsable } = visit;
  let recruiter: StaffAccount;
  let planId: string;

  beforeAll(async () => {
    recruiter = await visit.house.invite('recruiter', ['recruiter']);
  });

  beforeEach(async () => await visit.signIn(recruiter));

  const weight = () => visit.page.getByLabel('Weight of “Designs a task that can be judged”, in percent');

  const criterion = (name: string) => visit.page.getByRole('listitem').filter({ hasText: name });
  const order = async () => await visit.page.locator('ol > li bdi').allTextContents();

  async function pullBehind(name: string, other: string): Promise<void> {
    const { mouse } = visit.page;
    await criterion(other).scrollIntoViewIfNeeded();
    await criterion(name).getByTitle('Drag to another place').hover();
    await mouse.down();
    const { x, y, height } = (await criterion(other).boundingBox())!;
    await mouse.move(x + 20, y + height - 10, { steps: 4 });
    await mouse.up();
  }

  it('lets a recruiter begin from a template, change it, try it and publish it, and keeps what is typed', async () => {
    const { page } = visit;
    await page.goto(url('/console/rubrics'));
    await heading('Interview plans').waitFor();
    await page.getByText('There are no plans yet.').waitFor();
    await page.getByRole('link', { name: 'New plan' }).click();
    await page.getByLabel('Name of the plan').fill('Analysts of 2027');
    await page.getByRole('radio', { name: 'Financial analyst' }).check();
    await expectToBeUsable();
    await button('Begin').click();
    await heading('Analysts of 2027').waitFor();
    await page.getByText('Weights add up to 100.').waitFor();

    await page.getByLabel('Level 5', { exact: true }).fill(anchor);
    await weight().fill('٢٥');
    await page.getByText('Weights add up to 90. Add 10.').waitFor();
    await page.reload();
    expect(await page.getByLabel('Level 5', { exact: true }).inputValue()).toBe(anchor);
    await page.getByText(/^Kept on this device/).waitFor();
    await button('Save draft').click();
    await page.getByRole('link', { name: 'Compare and publish' }).last().click();
    await page.getByText('This version cannot be published yet').waitFor();
    expect(await button('Publish version 2').count()).toBe(0);
    await expectToBeUsable();

    await button('Mend this').click();
    await weight().fill('35');
    await page.getByText('Weights add up to 100.').waitFor();
    await page.getByLabel('Sample answer').fill('What somebody has said.');
    const file = (text: string) => ({
      name: 'answer.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from(text, 'latin1'),
    });
    await page.locator('input[type=file]').setInputFiles(file('caf\u00e9'));
    await page.getByText('This is not a text file in UTF-8.').waitFor();
    await button('Strong sample').click();
    await button('Undo').click();
    expect(await page.getByLabel('Sample answer').inputValue()).toBe('What somebody has said.');
    await page.locator('input[type=file]').setInputFiles(file(sampleAnswer('excellent')));
    await page.getByText('The answer was replaced.').waitFor();
    await button('Save and preview').click();
    await page.locator('mark').first().waitFor();
    await page.getByText('Clear evidence').first().waitFor();
    await expectToBeUsable();

    await page.getByRole('link', { name: 'Compare and publish' }).first().click();
    await page.getByText('1 difference from version 1').waitFor();
    await page.locator('ins', { hasText: anchor }).waitFor();
    await page.getByText('Published versions cannot change.').waitFor();
    await expectToBeUsable();
    await button('Publish version 3').click();
    await page.getByText('Version 3 is published.').waitFor();
    await page.getByText('Not in use by any interview yet. Copy to change.').waitFor();
    await button('Copy to change').waitFor();
    await expectToBeUsable();

    planId = new URL(page.url()).pathname.split('/').at(-1)!;
    const { versions } = await recruiter.api.get<{ versions: PlanVersion[] }>(`/v1/plans/${planId}`);
    expect(versions.map(({ state }) => state)).toEqual(['draft', 'draft', 'published']);
    const { document } = await recruiter.api.get<PlanVersion>(`/v1/plan-versions/${versions[2]!.id}`);
    expect(document).toMatchObject({ version: 3, criteria: [{ weightBp: 3500, anchors: { 5: anchor } }, {}, {}] });
  }, 60_000);

  it('shows both versions where somebody else has saved, and in Arabic is read on a telephone', async () => {
    const { page } = visit;
    await page.goto(url(`/console/rubrics/${planId}`));
    await button('Copy to change').click();
    await page.getByRole('button', { name: 'Move down: Designs a task that can be judged' }).press('Alt+ArrowDown');
    const [verifies, designs, grades] = await order();
    expect(designs).toBe('Designs a task that can be judged');
    await pullBehind(designs!, grades!);
    await page.getByText('Designs a task that can be judged: now 3 of 3.').waitFor();
    expect(await order()).toEqual([verifies, grades, designs]);
    const { versions } = await recruiter.api.get<{ versions: PlanVersion[] }>(`/v1/plans/${planId}`);
    const { document } = await recruiter.api.get<PlanVersion>(`/v1/plan-versions/${versions[2]!.id}`);
    await recruiter.api.post(`/v1/plans/${planId}/versions`, { document: { ...document, minAnswered: 2 } });
    await button('Save draft').click();
    await page.getByText('Someone changed this since you opened it. Compare before saving.').waitFor();
    await button('Compare').click();
    await page.getByText('1 difference from version 3').waitFor();
    await expectToBeUsable();
    await button('Save mine as the next version').click();
    await page.getByText('Version 5: draft').waitFor({ state: 'attached' });
    await page.getByText(/^Saved /).waitFor();

    await page.evaluate("localStorage.setItem('guildhall-language', 'ar')");
    await page.reload();
    await page.getByText('مجموع الأوزان 100.').waitFor();
    await expectToBeUsable();
    await page.setViewportSize(telephone);
    await page.getByText('الخطة على الهاتف للقراءة.').waitFor();
    await expectToBeUsable();
  }, 60_000);
});
