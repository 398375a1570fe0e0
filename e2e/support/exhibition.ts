import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { ApplicantClient } from '../../tools/client/applicant.js';
import { faultsOf, openBrowser } from './browser.js';
import { Gallery } from './gallery.js';
import { type House, startHouse, withoutRateLimits } from './house.js';
import { isName, label, type Name, phrase } from './phrases.js';

const patienceMs = 30_000;

/** A browser, and what is let go of with it. */
export interface OpenedBrowser {
  browser: Browser;
  close(): Promise<unknown>;
}

async function plainBrowser(): Promise<OpenedBrowser> {
  const browser = await openBrowser();
  return { browser, close: () => browser.close() };
}

/**
 * Pages that are looked at: a house and a browser for all tests of a `describe`, and a page of its own for each, in English. What is
 * wrong with anything that was shown fails the test that showed it.
 */
export class Exhibition<B extends OpenedBrowser = OpenedBrowser> {
  readonly gallery: Gallery;
  house!: House;
  opened!: B;
  context!: BrowserContext;
  page!: Page;
  private faults: string[] = [];

  private constructor(set: string) {
    this.gallery = new Gallery(set);
  }

  /** Registers what has to be done before and after the tests of the `describe` that it is called in. */
  static of(set: string): Exhibition;
  static of<B extends OpenedBrowser>(set: string, open: () => Promise<B>): Exhibition<B>;
  static of(set: string, open: () => Promise<OpenedBrowser> = plainBrowser): Exhibition {
    const exhibition = new Exhibition(set);
    beforeAll(async () => {
      exhibition.house = await startHouse({ settings: withoutRateLimits, now: new Date() });
      exhibition.opened = await open();
    });
    afterAll(async () => {
      exhibition.gallery.close();
      await exhibition.opened?.close();
      await exhibition.house?.close();
    });
    beforeEach(async () => await exhibition.turnOver());
    afterEach(async () => {
      const found = [...exhibition.faults, ...exhibition.gallery.takeFaults()];
      await exhibition.context.close();
      expect(found).toEqual([]);
    });
    return exhibition;
  }

  /** Photographs the page as it stands. */
  async show(state: string, options: { page?: Page; byKeyboard?: boolean } = {}): Promise<void> {
    await this.gallery.show(options.page ?? this.page, state, { byKeyboard: options.byKeyboard ?? true });
  }

  /**
   * From nothing, as somebody opens it: what another page has loaded before is not there.
   * @param title the words of its `h1`, or their name
   */
  async open(path: string, title?: Name | string): Promise<void> {
    await this.page.goto('about:blank');
    await this.page.goto(this.url(path));
    await this.page.getByRole('heading', { level: 1, ...(title !== undefined && { name: wordsOf(title) }) }).waitFor();
    await this.words('shared:loading').waitFor({ state: 'detached' });
  }

  async signIn({ api }: Pick<ApplicantClient, 'api'>): Promise<void> {
    await this.context.addCookies([{ name: 'guildhall', value: api.token!, url: this.house.anonymous.baseUrl }]);
  }

  readonly url = (path: string) => new URL(path, this.house.anonymous.baseUrl).href;
  readonly button = (name: Name) => this.page.getByRole('button', { name: phrase('en', name) });
  readonly field = (name: Name) => this.page.getByLabel(label(phrase('en', name)));
  readonly heading = (name: Name) => this.page.getByRole('heading', { level: 1, name: phrase('en', name) });
  readonly words = (name: Name) => this.page.getByText(phrase('en', name)).first();

  private async turnOver(): Promise<void> {
    this.context = await this.opened.browser.newContext({
      permissions: ['camera', 'microphone'],
      ...{ locale: 'en', timezoneId: 'America/New_York', reducedMotion: 'reduce', acceptDownloads: true },
    });
    this.context.setDefaultTimeout(patienceMs);
    this.page = await this.context.newPage();
    this.faults = faultsOf(this.page);
  }
}

const wordsOf = (title: Name | string): RegExp | string => (isName(title) ? phrase('en', title) : title);
