import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { projectRoot } from '../../tools/platform/platform-folder.js';
import { desk, telephone, usabilityFaults } from './browser.js';
import { keyboardFaults } from './hands.js';
import { note } from './measurements.js';

const languages = ['en', 'ar'] as const;
const appearances = ['light', 'dark'] as const;
const windows = [telephone, desk];

/** Once nothing fades from one appearance to the other any more: half way its colours are those of neither. */
const atRest = `Promise.allSettled(document.getAnimations()
  .filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity)
  .map(({ finished }) => finished)).then(() => undefined)`;

export interface GalleryOptions {
  /** False where keys would change what the page shows. */
  byKeyboard?: boolean;
}

/**
 * Looks at a page as it stands: in both languages, on a telephone and a desk, light and dark. Pictures go to `var/screens/<set>`;
 * what is wrong is collected.
 */
export class Gallery {
  private readonly directory: string;
  private readonly found: string[] = [];
  private states = 0;

  constructor(private readonly set: string) {
    this.directory = join(projectRoot, 'var/screens', set);
    rmSync(this.directory, { recursive: true, force: true });
    mkdirSync(this.directory, { recursive: true });
  }

  /** The page is left in English, in a small window and light. */
  async show(page: Page, state: string, { byKeyboard = true }: GalleryOptions = {}): Promise<void> {
    this.states += 1;
    if (byKeyboard) this.add(state, await keyboardFaults(page));
    for (const language of [...languages].reverse()) {
      // On telephones most headers are folded, and the choice of a language with them.
      await page.setViewportSize(windows.at(-1)!);
      await page.locator('header select').first().selectOption(language);
      for (const colorScheme of [...appearances].reverse()) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        for (const size of [...windows].reverse()) {
          await page.setViewportSize(size);
          await page.evaluate(atRest);
          const name = `${state}.${language}.${size.width}.${colorScheme}`;
          await page.screenshot({ path: this.path(name), fullPage: true });
          this.add(name, await usabilityFaults(page));
        }
      }
    }
  }

  /** Of a picture that is taken otherwise. */
  path(name: string): string {
    return join(this.directory, `${name}.png`);
  }

  /** Everything that was found since the last time. */
  takeFaults(): string[] {
    return this.found.splice(0);
  }

  /** Says how many there were, for the line that closes the run. */
  close(): void {
    const pictures = this.states * languages.length * appearances.length * windows.length;
    note('pages', { set: this.set, states: this.states, pictures });
  }

  private add(name: string, faults: string[]): void {
    this.found.push(...faults.map((fault) => `${name}: ${fault}`));
  }
}
