/** Lower case only: a key must mean the same object on a file system that folds case. */
const segment = /^[a-z0-9_][a-z0-9_.-]*$/;
const maxKeyLength = 200;

/** Ends the file name of every local object, so that `a` (a file) and `a/b` (in a folder) can both exist. */
export const localFileSuffix = '.object';

/**
 * An object key is one to eight segments such as `rec_0198…/original.webm`. Keys are made by our own code, so a wrong one
 * is a defect and no `AppError`. No segment can be `.`, `..`, empty or absolute: a key never leaves its store's root.
 */
export function assertObjectKey(key: string): void {
  const segments = key.split('/');
  const wellFormed = segments.every((part) => segment.test(part) && !part.endsWith(localFileSuffix));
  if (!wellFormed || segments.length > 8 || key.length > maxKeyLength) {
    throw new TypeError(`Object key ${JSON.stringify(key.slice(0, maxKeyLength))} is malformed; see assertObjectKey.`);
  }
}
