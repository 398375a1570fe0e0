import axe from 'axe-core';
import { type Browser, chromium, type Page, type ViewportSize } from 'playwright-core';

/** The two windows that pages are looked at in. */
export const telephone: ViewportSize = { width: 360, height: 740 };
export const desk: ViewportSize = { width: 1280, height: 900 };

const headingPatienceMs = 10_000;

/** Only for pages of the house itself: nothing is fetched from anywhere else. */
export async function openBrowser(): Promise<Browser> {
  const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking'];
  return await chromium.launch({ executablePath: '/usr/bin/chromium', args });
}

/** From now on: what the browser refused to load or run because of the page's policy, and what nobody caught in its scripts. */
export function faultsOf(page: Page): string[] {
  const faults: string[] = [];
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) faults.push(message.text());
  });
  page.on('pageerror', ({ message }) => faults.push(message));
  return faults;
}

/**
 * What WCAG 2.2 AA asks for and the page lacks, as far as a program can tell, and whether it has to be moved sideways.
 * @see https://github.com/dequelabs/axe-core
 */
export async function usabilityFaults(page: Page): Promise<string[]> {
  // A page has its heading once it has its data; what never gets one is told by the rule that asks for it.
  await page
    .locator('h1')
    .first()
    .waitFor({ timeout: headingPatienceMs })
    .catch(() => undefined);
  // The page's policy lets no script in; the browser's own tools may.
  await page.evaluate(axe.source);
  const faults = await page.evaluate<string[]>(`axe.run().then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html)))`);
  const isTooWide = await page.evaluate<boolean>(
    'document.documentElement.scrollWidth > document.documentElement.clientWidth',
  );
  return isTooWide ? [...faults, 'The page is wider than its window.'] : faults;
}
