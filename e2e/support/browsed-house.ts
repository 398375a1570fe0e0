import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import type { ApplicantClient } from '../../tools/client/applicant.js';
import { faultsOf, openBrowser } from './browser.js';
import { type House, startHouse, withoutRateLimits } from './house.js';

const startMs = 120_000;

/** A browser, and what is let go of with it. */
export interface OpenedBrowser {
  browser: Browser;
  close(): Promise<unknown>;
}

export async function plainBrowser(): Promise<OpenedBrowser> {
  const browser = await openBrowser();
  return { browser, close: () => browser.close() };
}

export interface BrowsingOptions<B extends OpenedBrowser> {
  open: () => Promise<B>;
  context: BrowserContextOptions;
  /** How long the browser waits for what a test expects. */
  patienceMs: number;
  /** Variables that differ from those of an installation on one machine; asked for before the house is opened. */
  settings?: () => Promise<Record<string, string>>;
}

/**
 * A house and a browser for all tests of a `describe`, and a page of its own for each, in English. What is wrong with anything that was
 * shown fails the test that showed it.
 */
export abstract class BrowsedHouse<B extends OpenedBrowser = OpenedBrowser> {
  house!: House;
  opened!: B;
  context!: BrowserContext;
  page!: Page;
  private faults: string[] = [];

  protected constructor(private readonly options: BrowsingOptions<B>) {}

  readonly url = (path: string) => new URL(path, this.house.anonymous.baseUrl).href;

  async signIn({ api }: Pick<ApplicantClient, 'api'>): Promise<void> {
    await this.context.addCookies([{ name: 'guildhall', value: api.token!, url: this.house.anonymous.baseUrl }]);
  }

  /** Registers what has to be done before and after the tests of the `describe` that it is called in. */
  protected register(): void {
    beforeAll(async () => {
      const settings = { ...withoutRateLimits, ...(await this.options.settings?.()) };
      this.house = await startHouse({ settings, now: new Date() });
      this.opened = await this.options.open();
    }, startMs);
    afterAll(async () => {
      await this.opened?.close();
      await this.house?.close();
    });
    beforeEach(async () => await this.turnOver());
    afterEach(async () => {
      const found = [...this.faults, ...this.takeFaults()];
      await this.context.close();
      expect(found).toEqual([]);
    });
  }

  /** What else was found wrong since the last call. */
  protected takeFaults(): string[] {
    return [];
  }

  private async turnOver(): Promise<void> {
    const { context, patienceMs } = this.options;
    this.context = await this.opened.browser.newContext({ locale: 'en', reducedMotion: 'reduce', ...context });
    this.context.setDefaultTimeout(patienceMs);
    this.page = await this.context.newPage();
    this.faults = faultsOf(this.page);
  }
}
