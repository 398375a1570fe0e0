import { existsSync } from 'node:fs';

const root = rootAbove(new URL('./', import.meta.url));

/** A file or folder of the repository, wherever this runs from: the sources, or a build of them. */
export function repositoryFile(path: string): URL {
  return new URL(path, root);
}

function rootAbove(folder: URL): URL {
  if (existsSync(new URL('package-lock.json', folder))) return folder;
  const parent = new URL('../', folder);
  if (parent.href === folder.href)
    throw new Error('This does not run inside of the repository: there is no package-lock.json above.');
  return rootAbove(parent);
}
