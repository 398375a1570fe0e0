import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { SpooledUpload, SpoolFolder } from '@guildhall/storage';
import type { FileLocker } from './file-locker.js';

export interface SweepResult {
  /** Expired uploads that were removed. */
  expired: string[];
  /** Files without an upload: what a kill left half made or half removed. */
  strays: number;
  /**
   * Uploads that have been full for more than ten minutes while nobody completed their take, and held ones that no worker
   * has fetched long after. Both wait for a person: a held upload may be all there is of an acknowledged recording.
   */
  forgotten: SpooledUpload[];
}

const forgottenAfterMs = 10 * 60_000;
const strayAfterMs = 24 * 3_600_000;
const mostReported = 100;

export interface SweepOptions {
  folder: SpoolFolder;
  locker: FileLocker;
  now: Date;
  expiryMs: number;
}

/** Removes what expired and what was left behind. Any replica may run it, also several at once. */
export async function sweepSpool(options: SweepOptions): Promise<SweepResult> {
  const { folder, locker, now, expiryMs } = options;
  const result: SweepResult = { expired: [], strays: 0, forgotten: [] };
  for (const id of await folder.uploadIds()) {
    const info = await folder.findInfo(id);
    if (!info) continue;
    const isExpired = now.getTime() - new Date(info.createdAt).getTime() > expiryMs;
    const isHeld = await folder.isHeld(id);
    if (isExpired && !isHeld) {
      if (await removeUnlessHeld(folder, locker, id)) result.expired.push(id);
    } else if (isHeld ? isExpired : await isForgotten(folder, info, now)) {
      if (result.forgotten.length < mostReported) result.forgotten.push(info);
    }
  }
  result.strays = await removeStrays(folder);
  return result;
}

async function removeUnlessHeld(folder: SpoolFolder, locker: FileLocker, id: string): Promise<boolean> {
  return locker.exclusively(id, async () => {
    if (await folder.isHeld(id)) return false;
    await folder.remove(id);
    return true;
  });
}

async function isForgotten(folder: SpoolFolder, info: SpooledUpload, now: Date): Promise<boolean> {
  const content = await stat(folder.contentFile(info.uploadId)).catch(() => null);
  return content?.size === info.lengthBytes && now.getTime() - content.mtimeMs > forgottenAfterMs;
}

/** By the age of the file on disk, which business time does not move. */
async function removeStrays(folder: SpoolFolder): Promise<number> {
  const uploads = new Set(await folder.uploadIds());
  const isStray: Record<string, (name: string) => Promise<boolean>> = {
    '': async (name) => name.startsWith('upl_') && !uploads.has(name),
    info: async (name) => name.endsWith('.unfinished'),
    held: async (name) => !uploads.has(name),
    locks: async (name) => !uploads.has(name),
    claims: async (name) => {
      const [takeId, segment] = name.split('.');
      if (name.endsWith('.unfinished')) return true;
      return !uploads.has((await folder.findClaim(takeId!, Number(segment))) ?? '');
    },
  };
  let removed = 0;
  for (const [part, strays] of Object.entries(isStray)) {
    for (const name of await readdir(path.join(folder.directory, part))) {
      const file = path.join(folder.directory, part, name);
      const found = await stat(file).catch(() => null);
      if (!found || Date.now() - found.mtimeMs < strayAfterMs || !(await strays(name))) continue;
      await rm(file, { recursive: true, force: true });
      removed += 1;
    }
  }
  return removed;
}
