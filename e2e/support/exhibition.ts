import type { Page } from 'playwright-core';
import { BrowsedHouse, type OpenedBrowser, plainBrowser } from './browsed-house.js';
import { Gallery } from './gallery.js';
import { isName, label, type Name, phrase } from './phrases.js';

const patienceMs = 30_000;

/** Pages that are looked at, in every state: found by the names of their phrases and photographed. */
export class Exhibition<B extends OpenedBrowser = OpenedBrowser> extends BrowsedHouse<B> {
  readonly gallery: Gallery;

  private constructor(set: string, open: () => Promise<B>, settings?: () => Promise<Record<string, string>>) {
    super({
      ...{ open, patienceMs, ...(settings && { settings }) },
      context: {
        permissions: ['camera', 'microphone'],
        ...{ timezoneId: 'America/New_York', acceptDownloads: true },
      },
    });
    this.gallery = new Gallery(set);
  }

  /** For all tests of the `describe` that it is called in. */
  static of(set: string): Exhibition;
  static of<B extends OpenedBrowser>(set: string, open: () => Promise<B>): Exhibition<B>;
  static of(set: string, open: () => Promise<OpenedBrowser> = plainBrowser): Exhibition {
    return Exhibition.registered(new Exhibition(set, open));
  }

  /** In a house whose settings are known once what they speak of is there. */
  static with(set: string, settings: () => Promise<Record<string, string>>): Exhibition {
    return Exhibition.registered(new Exhibition(set, plainBrowser, settings));
  }

  private static registered(exhibition: Exhibition): Exhibition {
    afterAll(() => exhibition.gallery.close());
    exhibition.register();
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

  readonly button = (name: Name) => this.page.getByRole('button', { name: phrase('en', name) });
  readonly field = (name: Name) => this.page.getByLabel(label(phrase('en', name)));
  readonly heading = (name: Name) => this.page.getByRole('heading', { level: 1, name: phrase('en', name) });
  readonly words = (name: Name) => this.page.getByText(phrase('en', name)).first();

  protected override takeFaults(): string[] {
    return this.gallery.takeFaults();
  }
}

const wordsOf = (title: Name | string): RegExp | string => (isName(title) ? phrase('en', title) : title);
