import type { ViewportSize } from 'playwright-core';
import { BrowsedHouse, type BrowsingOptions, type OpenedBrowser, plainBrowser } from './browsed-house.js';
import { usabilityFaults } from './browser.js';

const patienceMs = 20_000;

/** Pages as somebody uses them who reads what they say: on the way through them, by the words on the screen. */
export class Visit<B extends OpenedBrowser = OpenedBrowser> extends BrowsedHouse<B> {
  /** @param viewport the window that every test begins with */
  static at(viewport: ViewportSize): Visit;
  static at<B extends OpenedBrowser>(viewport: ViewportSize, options: Partial<BrowsingOptions<B>>): Visit<B>;
  static at(viewport: ViewportSize, options: Partial<BrowsingOptions<OpenedBrowser>> = {}): Visit {
    const context = { viewport, ...options.context };
    const visit = new Visit({ open: plainBrowser, patienceMs, ...options, context });
    visit.register();
    return visit;
  }

  readonly button = (name: string) => this.page.getByRole('button', { name, exact: true });
  readonly heading = (name: string) => this.page.getByRole('heading', { level: 1, name, exact: true });
  readonly link = (name: string) => this.page.getByRole('link', { name, exact: true });

  /** Nothing has to be moved sideways, and who does not see, or uses a keyboard, can use it. */
  readonly expectToBeUsable = async (): Promise<void> => expect(await usabilityFaults(this.page)).toEqual([]);

  /** From the next page on, whatever language the browser asks for. */
  async speakArabic(): Promise<void> {
    await this.context.addInitScript("localStorage.setItem('guildhall-language', 'ar')");
  }
}
