import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** The browser's client as it was built: one page for all paths, and the files that it loads. */
export class WebClient {
  private constructor(
    readonly page: string,
    /** Holds files that are named by their content, and so never change. */
    readonly assetsDirectory: string,
  ) {}

  /** @throws Error where it was not built */
  static open(directory: string): WebClient {
    const page = resolve(directory, 'index.html');
    if (!existsSync(page))
      throw new Error(`The web client is not in ${resolve(directory)}; build it with npm run build.`);
    return new WebClient(readFileSync(page, 'utf8'), resolve(directory, 'assets'));
  }
}
