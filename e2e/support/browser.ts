import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';

/** Only for pages of the house itself: nothing is fetched from anywhere else. */
export async function openBrowser(): Promise<Browser> {
  const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking'];
  return await chromium.launch({ executablePath: '/usr/bin/chromium', args });
}

/** What the browser refused to load or run because of the page's policy. */
export function refusalsOf(page: Page): string[] {
  const refusals: string[] = [];
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) refusals.push(message.text());
  });
  return refusals;
}

/** What WCAG 2.2 AA asks for and the page lacks, as far as a program can tell. @see https://github.com/dequelabs/axe-core */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  // The page's policy lets no script in; the browser's own tools may.
  await page.evaluate(axe.source);
  return await page.evaluate(`axe.run().then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html)))`);
}
