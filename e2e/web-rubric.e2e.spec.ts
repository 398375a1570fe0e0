import type { PlanVersion } from '@guildhall/messages/interviews';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { StaffAccount } from '../tools/client/staff.js';
import { faultsOf, openBrowser, usabilityFaults } from './support/browser.js';
import { type House, startHouse, withoutRateLimits } from './support/house.js';
import { sampleAnswer } from './support/opening.js';

const desk = { width: 1280, height: 900 };
const telephone = { width: 360, height: 740 };
const anchor = 'Names one source and reads every figure in it, from the first to the last.';

describe('The editor of plans', () => {
  let house: House;
  let recruiter: StaffAccount;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let faults: string[];

  beforeAll(async () => {
    house = await startHouse({ settings: withoutRateLimits, now: new Date() });
    recruiter = await house.invite('recruiter', ['recruiter']);
    browser = await openBrowser();
    context = await browser.newContext({ viewport: desk, reducedMotion: 'reduce' });
    context.setDefaultTimeout(15_000);
    const value = recruiter.api.token!;
    await context.addCookies([{ name: 'guildhall', value, url: house.anonymous.baseUrl }]);
    page = await context.newPage();
    faults = faultsOf(page);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await house?.close();
  });

  afterEach(() => expect(faults).toEqual([]));

  const url = (path: string) => new URL(path, house.anonymous.baseUrl).href;
  const heading = (name: string) => page.getByRole('heading', { level: 1, name });
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const weight = () => page.getByLabel('Weight of “Designs a task that can be judged”, in percent');

  async function expectToBeUsable(): Promise<void> {
    expect(await usabilityFaults(page)).toEqual([]);
  }

  it('lets a recruiter begin from a template, change it, try it and publish it, and keeps what is typed', async () => {
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
    await page.getByLabel('Sample answer').fill(sampleAnswer('excellent'));
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
    await button('Copy to change').waitFor();
    await expectToBeUsable();

    const planId = page.url().split('/').at(-1)!.split('?')[0];
    const { versions } = await recruiter.api.get<{ versions: PlanVersion[] }>(`/v1/plans/${planId}`);
    expect(versions.map(({ state }) => state)).toEqual(['draft', 'draft', 'published']);
    const { document } = await recruiter.api.get<PlanVersion>(`/v1/plan-versions/${versions[2]!.id}`);
    expect(document).toMatchObject({ version: 3, criteria: [{ weightBp: 3500, anchors: { 5: anchor } }, {}, {}] });
  }, 60_000);

  it('shows both versions where somebody else has saved, and in Arabic is read on a telephone', async () => {
    const planId = new URL(page.url()).pathname.split('/').at(-1)!;
    await button('Copy to change').click();
    await page.getByRole('button', { name: 'Move down: Designs a task that can be judged' }).press('Alt+ArrowDown');
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
